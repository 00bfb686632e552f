import CZip
import Foundation

/// The members of a ZIP archive, read whole and with their checksums verified.
enum ZipParts {
  static func read(path: String) throws -> [String: [UInt8]] {
    var number: Int32 = 0
    guard let archive = zip_open(path, ZIP_CHECKCONS, &number) else {
      throw WorkbookFault("\(path) is no readable ZIP archive (libzip error \(number))")
    }
    defer { zip_discard(archive) }
    var parts: [String: [UInt8]] = [:]
    for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
      guard let name = zip_get_name(archive, index, 0).map({ String(cString: $0) }) else {
        throw WorkbookFault("member \(index) has no name")
      }
      guard parts.updateValue(try content(of: index, name: name, in: archive), forKey: name) == nil else {
        throw WorkbookFault("member \(name) occurs twice")
      }
    }
    return parts
  }

  private static func content(of index: UInt64, name: String, in archive: OpaquePointer) throws -> [UInt8] {
    guard let file = zip_fopen_index(archive, index, 0) else { throw WorkbookFault("\(name) cannot be opened") }
    defer { zip_fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = zip_fread(file, &block, UInt64(block.count))
      guard count >= 0 else { throw WorkbookFault("\(name) cannot be inflated") }
      if count == 0 { return bytes }
      bytes += block[..<Int(count)]
    }
  }
}

/// Why a workbook is not what it should be.
public struct WorkbookFault: Error, CustomStringConvertible, Hashable, Sendable {
  public let description: String
  init(_ description: String) { self.description = description }
}
