import CExpat

/// An element of an XML document, for documents small enough to hold whole.
final class XMLNode {
  /// Without the prefix of its namespace.
  let name: String
  let attributes: [String: String]
  private(set) var children: [XMLNode] = []
  /// The text directly inside the element.
  private(set) var text = ""

  private init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  func children(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }
  func child(_ name: String) -> XMLNode? { children.first { $0.name == name } }

  /// All elements of that name below this one, in the order of the document.
  func all(_ name: String) -> [XMLNode] {
    children.flatMap { ($0.name == name ? [$0] : []) + $0.all(name) }
  }

  /// The text of this element and all below it.
  var wholeText: String { text + children.map(\.wholeText).joined() }

  /// The root element of a well-formed document.
  static func parse(_ bytes: [UInt8], name: String) throws -> XMLNode {
    guard let parser = XML_ParserCreate(nil) else { throw WorkbookFault("no memory for an XML parser") }
    defer { XML_ParserFree(parser) }
    let builder = Builder()
    XML_SetUserData(parser, Unmanaged.passUnretained(builder).toOpaque())
    XML_SetElementHandler(
      parser, { data, name, attributes in Builder.from(data)?.start(name, attributes) },
      { data, _ in Builder.from(data)?.end() })
    XML_SetCharacterDataHandler(parser) { data, text, length in Builder.from(data)?.add(text, length) }
    let status = bytes.withUnsafeBytes { buffer in
      XML_Parse(parser, buffer.bindMemory(to: CChar.self).baseAddress, Int32(buffer.count), 1)
    }
    guard status == XML_STATUS_OK, let root = builder.root else {
      let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown"
      throw WorkbookFault("\(name), line \(XML_GetCurrentLineNumber(parser)): \(reason)")
    }
    return root
  }

  private final class Builder {
    private(set) var root: XMLNode?
    private var open: [XMLNode] = []

    static func from(_ data: UnsafeMutableRawPointer?) -> Builder? {
      data.map { Unmanaged<Builder>.fromOpaque($0).takeUnretainedValue() }
    }

    func start(_ name: UnsafePointer<CChar>?, _ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) {
      var attributes: [String: String] = [:]
      var index = 0
      while let list, let key = list[index], let value = list[index + 1] {
        attributes[String(cString: key)] = String(cString: value)
        index += 2
      }
      let full = name.map { String(cString: $0) } ?? ""
      let local = full.split(separator: ":").last.map { String($0) } ?? full
      let node = XMLNode(name: local, attributes: attributes)
      if let parent = open.last { parent.children.append(node) } else { root = node }
      open.append(node)
    }

    func end() { open.removeLast() }

    func add(_ text: UnsafePointer<CChar>?, _ length: Int32) {
      guard let text, let node = open.last else { return }
      node.text += String(
        decoding: UnsafeRawBufferPointer(start: text, count: Int(length)), as: UTF8.self)
    }
  }
}
