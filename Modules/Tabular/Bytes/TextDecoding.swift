import Diagnostics

/// Makes UTF-8 of a text in any of the encodings that are understood.
enum TextDecoding {
  /// `form` is what the first bytes say, `encoding` what the user says, who is right.
  static func decode(
    _ source: any ByteSource, _ form: Content.TextForm, as encoding: CSVOptions.Encoding?, finding: EncodingFinding
  ) -> any ByteSource {
    switch encoding {
    case .utf8: return source
    case .windows1252: return Windows1252ByteSource(source)
    case .utf16le: return UTF16ByteSource(source, isBigEndian: false)
    case .utf16be: return UTF16ByteSource(source, isBigEndian: true)
    case nil:
      switch form {
      case .utf8: return source
      case .utf16le: return UTF16ByteSource(source, isBigEndian: false)
      case .utf16be: return UTF16ByteSource(source, isBigEndian: true)
      case .unmarked: return UnmarkedByteSource(source, finding: finding)
      }
    }
  }
}
