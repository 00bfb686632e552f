/// What a `JSONScanner` found: the pieces of a JSON text (RFC 8259) in the order in which they stand there.
public enum JSONToken: UInt8, Hashable, Sendable, BitwiseCopyable {
  case beginObject
  case endObject
  case beginArray
  case endArray
  /// The name of an object's member; its value is the next token. The name is the scanner's `text`.
  case key
  /// A string; its characters, unescaped, are the scanner's `text`.
  case string
  /// A number; its digits as they stand in the file are the scanner's `text`.
  case number
  case `true`
  case `false`
  case null
  /// The document is over, and nothing but blanks follows it.
  case end
}

/// What a JSON text may not exceed.
public struct JSONLimits: Hashable, Sendable {
  /// How deeply arrays and objects may be nested.
  public var depth: Int
  /// The longest string, name or number, in bytes as they stand in the file.
  public var tokenBytes: Int

  public init(depth: Int = 64, tokenBytes: Int = 16 << 20) {
    self.depth = max(1, depth)
    self.tokenBytes = min(max(1, tokenBytes), 1 << 30)
  }
}
