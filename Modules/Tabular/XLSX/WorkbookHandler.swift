import Diagnostics

/// Reads the list of sheets and the date system from `workbook.xml`.
final class WorkbookHandler: XMLHandler {
  struct Sheet {
    let name: String
    let relationship: String
    let visibility: XLSXSheet.Visibility
  }

  private let maximumSheets: Int
  private(set) var sheets: [Sheet] = []
  private(set) var epoch = SerialDate.Epoch.from1900
  private(set) var isWorkbook = false
  private var depth = 0
  private var isInSheets = false
  var failure: Diagnostic? { nil }
  var isPaused: Bool { false }

  init(maximumSheets: Int) { self.maximumSheets = maximumSheets }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    depth += 1
    if depth == 1 { isWorkbook = name.local.equals("workbook") }
    if depth == 2 {
      isInSheets = name.local.equals("sheets")
      if name.local.equals("workbookPr"), let value = attributes.value("date1904") {
        epoch = ["1", "true", "on"].contains(value) ? .from1904 : .from1900
      }
    }
    guard depth == 3, isInSheets, name.local.equals("sheet"), sheets.count < maximumSheets else { return }
    let visibility = attributes.value("state").flatMap { XLSXSheet.Visibility(rawValue: $0) } ?? .visible
    sheets.append(
      Sheet(
        name: attributes.value("name") ?? "Sheet\(sheets.count + 1)",
        relationship: attributes.value("id", inNamespace: true) ?? attributes.value("id") ?? "", visibility: visibility)
    )
  }

  func end() { depth -= 1 }
  func text(_ bytes: UnsafeRawBufferPointer) {}
}
