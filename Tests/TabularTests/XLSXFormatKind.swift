@testable import Tabular

/// What a number format makes of a number, as a word.
func XLSXFormatKind(_ code: String) -> String { "\(NumberFormat(code: code))" }
