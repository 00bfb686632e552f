import CYAML

/// A position in the text being parsed: `line` and `column` from 0, `index` in Unicode scalars.
struct YAMLMark {
  var index: Int
  var line: Int
  var column: Int

  init(_ mark: yaml_mark_t) {
    index = Int(mark.index)
    line = Int(mark.line)
    column = Int(mark.column)
  }
}

/// One step of a YAML file, as libyaml sees it.
struct YAMLEvent {
  enum Kind {
    case documentStart
    case alias(String)
    case scalar(String, style: YAMLNode.Style)
    case sequenceStart(YAMLNode.Style)
    case mappingStart(YAMLNode.Style)
    case collectionEnd
    case streamEnd
    /// Steps that carry nothing: the start of the stream, the end of a document.
    case other
  }

  var kind: Kind
  var start: YAMLMark
  var end: YAMLMark
  var anchor: String?
  var tag: String?
}

/// What libyaml says when it cannot go on.
struct YAMLFailure: Error {
  /// The rule that was being read, such as `while parsing a block mapping`; may be empty.
  var context: String
  var contextMark: YAMLMark
  var problem: String
  var mark: YAMLMark
}

/// The events of one text, read by libyaml; owns the C parser and frees it.
struct YAMLEventStream: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>

  /// Reads `input`, which must stay in place while the stream lives.
  init?(_ input: UnsafeBufferPointer<UInt8>) {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    guard yaml_parser_initialize(parser) == 1 else {
      parser.deallocate()
      return nil
    }
    yaml_parser_set_input_string(parser, input.baseAddress, input.count)
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    self.parser = parser
  }

  deinit {
    yaml_parser_delete(parser)
    parser.deallocate()
  }

  mutating func next() throws(YAMLFailure) -> YAMLEvent {
    var event = yaml_event_t()
    guard yaml_parser_parse(parser, &event) == 1 else { throw failure }
    defer { yaml_event_delete(&event) }
    var result = YAMLEvent(kind: .other, start: YAMLMark(event.start_mark), end: YAMLMark(event.end_mark))
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      result.kind = .documentStart
    case YAML_ALIAS_EVENT:
      result.kind = .alias(text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let bytes = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      result.kind = .scalar(String(decoding: bytes, as: UTF8.self), style: style(scalar.style))
      result.anchor = text(scalar.anchor)
      result.tag = text(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      let sequence = event.data.sequence_start
      result.kind = .sequenceStart(sequence.style == YAML_FLOW_SEQUENCE_STYLE ? .flow : .indented)
      result.anchor = text(sequence.anchor)
      result.tag = text(sequence.tag)
    case YAML_MAPPING_START_EVENT:
      let mapping = event.data.mapping_start
      result.kind = .mappingStart(mapping.style == YAML_FLOW_MAPPING_STYLE ? .flow : .indented)
      result.anchor = text(mapping.anchor)
      result.tag = text(mapping.tag)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      result.kind = .collectionEnd
    case YAML_STREAM_END_EVENT, YAML_NO_EVENT:
      result.kind = .streamEnd
    default:
      break
    }
    return result
  }

  private var failure: YAMLFailure {
    let state = parser.pointee
    return YAMLFailure(
      context: state.context.map { String(cString: $0) } ?? "", contextMark: YAMLMark(state.context_mark),
      problem: state.problem.map { String(cString: $0) } ?? "", mark: YAMLMark(state.problem_mark))
  }

  private func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    pointer.map { String(decodingCString: $0, as: UTF8.self) }
  }

  private func style(_ style: yaml_scalar_style_t) -> YAMLNode.Style {
    switch style {
    case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
    case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
    case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
    default: .plain
    }
  }
}
