@testable import Tabular

/// What a number format makes of a number, as a word.
func numberFormatKind(_ code: String) -> String { "\(NumberFormat(code: code))" }
