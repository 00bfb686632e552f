import CExpat
import Diagnostics

/// Expat with everything dangerous refused: no DOCTYPE and so no entities, bounded depth, bounded tokens.
///
/// Fed in pieces of any size; hands events to its handler. One owner at a time.
final class ExpatParser {
  enum Outcome: Hashable {
    /// All bytes fed so far were used up.
    case fed
    /// The handler asked for a pause; `resume` goes on.
    case paused
  }

  /// Elements inside one another; office formats need a dozen.
  static let maximumDepth = 200
  /// The longest tag, comment or attribute, which expat has to hold whole.
  static let maximumTokenBytes = 4 << 20

  private let parser: OpaquePointer
  private let part: String
  private let handler: any XMLHandler
  private var fed = 0
  private var refusal: Diagnostic?
  /// Whether parsing ends here; some events may still follow.
  private var isStopped = false
  private(set) var depth = 0
  /// Offset of the first byte behind the start tag reported last.
  private(set) var startTagEnd = -1
  /// The encoding that the XML declaration names.
  private(set) var encoding: String?
  /// Prefixes declared where the document stands now; empty for the default namespace.
  private(set) var prefixes: [String] = []

  /// `part` names the document in messages.
  init(part: String, handler: any XMLHandler) throws(Diagnostic) {
    guard let parser = XML_ParserCreateNS(nil, XMLName.separator) else {
      throw .xmlMalformed(part, reason: "memory")
    }
    self.parser = parser
    self.part = part
    self.handler = handler
    XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
    XML_SetReturnNSTriplet(parser, 1)
    XML_SetParamEntityParsing(parser, XML_PARAM_ENTITY_PARSING_NEVER)
    XML_SetElementHandler(
      parser, { ExpatParser.from($0)?.start($1, $2) }, { data, _ in ExpatParser.from(data)?.end() })
    XML_SetCharacterDataHandler(parser) { ExpatParser.from($0)?.text($1, $2) }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in ExpatParser.from(data)?.refuseDoctype() }
    XML_SetXmlDeclHandler(parser) { data, _, encoding, _ in
      ExpatParser.from(data)?.encoding = encoding.map { String(cString: $0) }
    }
    XML_SetNamespaceDeclHandler(
      parser, { data, prefix, _ in ExpatParser.from(data)?.prefixes.append(prefix.map { String(cString: $0) } ?? "") },
      { data, prefix in ExpatParser.from(data)?.endPrefix(prefix.map { String(cString: $0) } ?? "") })
  }

  deinit { XML_ParserFree(parser) }

  /// Parses a piece. Throws `xml-malformed`, `xml-entity-refused`, `xml-too-complex` and what the handler found.
  func feed(_ bytes: UnsafeRawBufferPointer, isLast: Bool = false) throws(Diagnostic) -> Outcome {
    precondition(bytes.count <= 1 << 30, "documents are fed in pieces")
    fed += bytes.count
    return try outcome(
      XML_Parse(parser, bytes.bindMemory(to: CChar.self).baseAddress, Int32(bytes.count), isLast ? 1 : 0))
  }

  /// Goes on after a pause.
  func resume() throws(Diagnostic) -> Outcome { try outcome(XML_ResumeParser(parser)) }

  private func outcome(_ status: XML_Status) throws(Diagnostic) -> Outcome {
    if isStopped, let failure = refusal ?? handler.failure { throw failure }
    if status == XML_STATUS_SUSPENDED { return .paused }
    let line = Int(XML_GetCurrentLineNumber(parser))
    guard status == XML_STATUS_OK else {
      let code = XML_GetErrorCode(parser)
      if code == XML_ERROR_UNDEFINED_ENTITY { throw .xmlEntityRefused(part, line: line) }
      throw .xmlMalformed(
        part, reason: XML_ErrorString(code).map { String(cString: $0) } ?? "expat \(code.rawValue)", line: line,
        column: Int(XML_GetCurrentColumnNumber(parser)) + 1)
    }
    let position = Int(XML_GetCurrentByteIndex(parser))
    if position >= 0, fed - position > ExpatParser.maximumTokenBytes { throw .xmlTooComplex(part, line: line) }
    return .fed
  }

  private static func from(_ data: UnsafeMutableRawPointer?) -> ExpatParser? {
    data.map { Unmanaged<ExpatParser>.fromOpaque($0).takeUnretainedValue() }
  }

  private func start(_ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
    guard let name, !isStopped else { return }
    depth += 1
    if depth > ExpatParser.maximumDepth { return refuse(.xmlTooComplex(part, line: line)) }
    startTagEnd = Int(XML_GetCurrentByteIndex(parser)) + Int(XML_GetCurrentByteCount(parser))
    handler.start(XMLName(name), XMLAttributes(list))
    obey()
  }

  private func end() {
    guard !isStopped else { return }
    depth -= 1
    handler.end()
    obey()
  }

  private func text(_ text: UnsafePointer<CChar>?, _ length: Int32) {
    guard let text, !isStopped else { return }
    handler.text(UnsafeRawBufferPointer(start: text, count: Int(length)))
    if handler.hasFailed { obey() }
  }

  private func refuseDoctype() { refuse(.xmlEntityRefused(part, line: line)) }

  private func endPrefix(_ prefix: String) {
    if let index = prefixes.lastIndex(of: prefix) { prefixes.remove(at: index) }
  }

  private var line: Int { Int(XML_GetCurrentLineNumber(parser)) }

  private func refuse(_ diagnostic: Diagnostic) {
    if refusal == nil { refusal = diagnostic }
    isStopped = true
    XML_StopParser(parser, 0)
  }

  private func obey() {
    if handler.hasFailed {
      isStopped = true
      XML_StopParser(parser, 0)
    } else if handler.isPaused {
      XML_StopParser(parser, 1)
    }
  }
}

extension ExpatParser {
  /// Parses a whole document from a source, piece by piece, for handlers that never pause.
  static func parse(_ source: any ByteSource, part: String, handler: any XMLHandler) throws(Diagnostic) {
    let parser = try ExpatParser(part: part, handler: handler)
    var source = source
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = try source.read(into: buffer)
      _ = try parser.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]), isLast: count == 0)
      if count == 0 { return }
    }
  }
}
