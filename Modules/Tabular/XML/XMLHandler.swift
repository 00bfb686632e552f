import Diagnostics

/// Receives what an XML document holds, in its order. Buffers must not outlive a call.
protocol XMLHandler: AnyObject {
  /// Set where the content makes no sense; parsing ends with it.
  var failure: Diagnostic? { get }
  /// Whether `failure` is set; asked after each event.
  var hasFailed: Bool { get }
  /// Set where parsing should stop for now, to be resumed later.
  var isPaused: Bool { get }

  func start(_ name: XMLName, _ attributes: XMLAttributes)
  func end()
  func text(_ bytes: UnsafeRawBufferPointer)
}

extension XMLHandler {
  var hasFailed: Bool { failure != nil }
}

/// The name of an element or attribute: namespace, local name and prefix.
struct XMLName {
  /// Between the three parts as expat hands them over; it cannot occur in any of them.
  static let separator = CChar(0x0A)

  let namespace: UnsafeRawBufferPointer
  let local: UnsafeRawBufferPointer
  let prefix: UnsafeRawBufferPointer

  init(_ pointer: UnsafePointer<CChar>) {
    var ends: (Int, Int) = (-1, -1)
    var count = 0
    while pointer[count] != 0 {
      if pointer[count] == XMLName.separator { if ends.0 < 0 { ends.0 = count } else { ends.1 = count } }
      count += 1
    }
    func part(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: pointer + start, count: max(0, end - start))
    }
    namespace = part(0, max(0, ends.0))
    local = part(ends.0 + 1, ends.1 < 0 ? count : ends.1)
    prefix = ends.1 < 0 ? part(0, 0) : part(ends.1 + 1, count)
  }
}

/// The attributes of an element, read where they lie.
struct XMLAttributes {
  private let list: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  init(_ list: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.list = list }

  /// Visits all attributes in order.
  func visit(_ body: (XMLName, UnsafeRawBufferPointer) -> Void) {
    guard let list else { return }
    var index = 0
    while let name = list[index], let value = list[index + 1] {
      var count = 0
      while value[count] != 0 { count += 1 }
      body(XMLName(name), UnsafeRawBufferPointer(start: value, count: count))
      index += 2
    }
  }

  /// The value of the attribute of this local name; `inNamespace` says whether it has a namespace, as `r:id` has.
  func value(_ local: StaticString, inNamespace: Bool = false) -> String? {
    var found: String?
    visit { name, value in
      if found == nil, name.local.equals(local), name.namespace.isEmpty != inNamespace {
        found = String(decoding: value, as: UTF8.self)
      }
    }
    return found
  }
}

extension UnsafeRawBufferPointer {
  /// Whether the bytes are those of a text.
  @inline(__always)
  func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount else { return false }
    let other = UnsafeRawPointer(text.utf8Start)
    for index in 0..<count where self[index] != other.load(fromByteOffset: index, as: UInt8.self) { return false }
    return true
  }
}
