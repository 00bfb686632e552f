import Diagnostics
import Foundation
import Tabular

/// The files of a BATCH message: a record a line (`jsonl`), plain or compressed with gzip, on this machine.
struct SingerFiles {
  let stream: Int
  private var waiting: ArraySlice<String>
  private var reader: LineReader?
  private var current = ""

  init(_ head: MessageHead, manifest: [String], stream: Int, line: Int) throws(Diagnostic) {
    self.stream = stream
    waiting = []
    let isKnown = (head.format ?? "jsonl") == "jsonl" && ["gzip", "none", nil].contains(head.compression)
    guard isKnown else {
      throw Diagnostic(
        code: "singer-encoding-unknown",
        message: LocalizedText(
          id: "pesan BATCH memakai format `\(head.format ?? "")` dengan kompresi `\(head.compression ?? "")`",
          en: "the BATCH message uses the format `\(head.format ?? "")` with compression `\(head.compression ?? "")`"),
        place: Place(file: "-", line: line),
        hint: LocalizedText(
          id: "atur tap agar menulis jsonl, polos atau gzip", en: "have the tap write jsonl, plain or gzip"))
    }
    for url in manifest {
      guard url.hasPrefix("file://") || !url.contains("://") else {
        throw Diagnostic(
          code: "singer-file-remote",
          message: LocalizedText(
            id: "berkas BATCH `\(url)` tidak ada di komputer ini", en: "the BATCH file `\(url)` is not on this machine"),
          place: Place(file: "-", line: line), value: url,
          hint: LocalizedText(
            id: "atur tap agar menulis ke folder setempat", en: "have the tap write to a local folder"))
      }
      waiting.append(url.hasPrefix("file://") ? String(url.dropFirst(7)) : url)
    }
  }

  /// The next record and its line, valid until the next call; nil at the end of the last file.
  mutating func next() throws(Diagnostic) -> (line: UnsafeRawBufferPointer, number: Int)? {
    while true {
      if var open = reader {
        reader = nil
        while let line = try open.next() {
          if line.allSatisfy({ $0 <= 0x20 }) { continue }
          let number = open.line
          reader = open
          return (line, number)
        }
      }
      guard let path = waiting.popFirst() else { return nil }
      current = path
      reader = LineReader(try Self.opened(path), file: path)
    }
  }
}

extension SingerFiles {
  /// The bytes of a file, unpacked where it is packed, whatever its name says.
  private static func opened(_ path: String) throws(Diagnostic) -> any ByteSource {
    let source = try FileByteSource(path: path)
    let head = FileHandle(forReadingAtPath: path).flatMap { try? $0.read(upToCount: 2) }
    guard head.map({ $0.elementsEqual([0x1F, 0x8B]) }) ?? false else { return source }
    return GunzipByteSource(source, file: path, limits: InputLimits())
  }
}
