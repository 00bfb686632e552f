import Diagnostics

extension Diagnostic {
  /// A line that is no message of the protocol, or one whose `part` is missing or of another type.
  static func singerMessage(_ line: Int, _ part: String) -> Diagnostic {
    Diagnostic(
      code: "singer-message-invalid",
      message: LocalizedText(
        id: "baris ini bukan pesan Singer yang utuh: `\(part)` tidak ada atau salah bentuk",
        en: "this line is no whole Singer message: `\(part)` is missing or malformed"),
      place: Place(file: "-", line: line),
      hint: LocalizedText(
        id: "arahkan hanya keluaran standar tap ke sini, bukan catatannya",
        en: "pipe only the tap's standard output here, not its log"))
  }

  static func singerWithoutSchema(_ line: Int, stream: String) -> Diagnostic {
    Diagnostic(
      code: "singer-schema-missing",
      message: LocalizedText(
        id: "catatan untuk aliran `\(stream)` datang sebelum SCHEMA-nya",
        en: "a record of stream `\(stream)` came before its SCHEMA"),
      place: Place(file: "-", line: line, field: stream), value: stream,
      hint: LocalizedText(id: "perbarui tap; SCHEMA wajib mendahului RECORD", en: "a tap has to send SCHEMA first"))
  }

  static func singerUnmapped(_ line: Int, stream: String, known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: stream, among: known)
    return Diagnostic(
      code: "singer-stream-unmapped", severity: .warning,
      message: LocalizedText(
        id: "aliran `\(stream)` tidak disebut dalam peta dan dilewati",
        en: "the map does not name stream `\(stream)`; it is passed over"),
      place: Place(file: "-", line: line, field: stream), value: stream,
      hint: nearest.map { LocalizedText(id: "mungkin maksudnya `\($0)`?", en: "did you mean `\($0)`?") }
        ?? LocalizedText(id: "tambahkan aliran ini ke peta", en: "add the stream to the map"))
  }

  static func singerUnknownProperty(_ stream: String, _ name: String, count: Int) -> Diagnostic {
    Diagnostic(
      code: "singer-property-unknown", severity: .warning,
      message: LocalizedText(
        id: "`\(name)` tidak ada dalam SCHEMA aliran `\(stream)` dan tidak dibaca (\(count) nilai)",
        en: "the SCHEMA of stream `\(stream)` has no `\(name)`; it was not read (\(count) values)"),
      place: Place(file: "-", field: stream), value: name)
  }

  static func singerKeyUnmapped(_ stream: String, _ name: String, line: Int) -> Diagnostic {
    Diagnostic(
      code: "singer-key-unmapped", severity: .warning,
      message: LocalizedText(
        id: "kunci `\(name)` aliran `\(stream)` bukan bagian kunci dataset; catatan dengan wilayah dan periode sama saling menimpa",
        en: "key `\(name)` of stream `\(stream)` is no part of the dataset's key; records of one region and period replace each other"
      ),
      place: Place(file: "-", line: line, field: stream), value: name,
      hint: LocalizedText(
        id: "petakan kuncinya dengan `rename`, atau pilih importir lain",
        en: "map the key with `rename`, or choose another importer"))
  }
}
