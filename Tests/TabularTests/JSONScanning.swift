import Diagnostics
import Tabular

/// Everything a scanner says about a text, for comparing with what is expected.
struct JSONScanning: Equatable, CustomStringConvertible {
  /// `{`, `}`, `[`, `]`, `key:`, `"text"`, numbers as written, `true`, `false`, `null`.
  var tokens: [String] = []
  /// `line:column code` of what was thrown.
  var problem: String?

  var description: String { tokens.joined(separator: " ") + (problem.map { " !\($0)" } ?? "") }

  init(_ text: String, chunk: Int = .max, limits: JSONLimits = JSONLimits()) {
    self.init(Array(text.utf8), chunk: chunk, limits: limits)
  }

  init(_ bytes: [UInt8], chunk: Int = .max, limits: JSONLimits = JSONLimits()) {
    var scanner = JSONScanner(MemoryByteSource(bytes, chunk: chunk), file: "f.json", limits: limits)
    read(&scanner)
  }

  /// Scans bytes where they lie.
  init(inMemory bytes: [UInt8], limits: JSONLimits = JSONLimits()) {
    var scanner = JSONScanner(file: "f.json", limits: limits)
    bytes.withUnsafeBytes { bytes in
      scanner.start(bytes)
      read(&scanner)
    }
  }

  private mutating func read(_ scanner: inout JSONScanner) {
    do throws(Diagnostic) {
      while true {
        let token = try scanner.next()
        let text = String(decoding: scanner.text, as: UTF8.self)
        switch token {
        case .beginObject: tokens.append("{")
        case .endObject: tokens.append("}")
        case .beginArray: tokens.append("[")
        case .endArray: tokens.append("]")
        case .key: tokens.append(text + ":")
        case .string: tokens.append("\"" + text + "\"")
        case .number, .true, .false, .null: tokens.append(text)
        case .end: return
        }
      }
    } catch {
      problem = "\(error.place?.line ?? 0):\(error.place?.column ?? 0) \(error.code)"
    }
  }
}
