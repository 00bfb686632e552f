import Domain
import Storage

/// Codes as the store keeps them. Those of a list of which no version is loaded are kept as they come.
struct OpenCodes {
  /// Texts of codes that no list holds, by the cell that stands for them.
  private(set) var texts: [String] = []
  private var unlisted: [String: Int64] = [:]

  /// What stands for a code of a list; nil where the list is loaded and does not hold it.
  mutating func id(_ code: String, in list: CodeList) -> Int64? {
    list.id(written: code) ?? (list.isOpen ? keep(code) : nil)
  }

  /// What stands for a code that no list holds.
  mutating func keep(_ code: String) -> Int64 {
    if let known = unlisted[code] { return known }
    texts.append(code)
    let cell = CodeList.unlisted(text: texts.count - 1)
    unlisted[code] = cell
    return cell
  }
}
