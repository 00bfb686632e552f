import Diagnostics

/// The page `docs/diagnostics.md`: every code of a problem with its meaning, a line as it is printed and what to do.
public enum DiagnosticsPage {
  public static let name = "diagnostics.md"

  public static var text: String {
    var text = MarkdownText()
    text.paragraph(PluginPages.mark)
    text.heading(1, "Pesan dan kodenya (diagnostics)")
    text.paragraph(
      LocalizedText(
        id:
          "Setiap masalah punya kode yang tetap; skrip boleh bergantung padanya (`--json`, `--diagnostics`). Barisnya berbentuk `berkas:baris:kolom: tingkat: pesan; petunjuk`. Tingkat `catatan` hanya memberi tahu, `peringatan` berarti yang dibaca tetap diterima, `galat` berarti baris, berkas atau perintahnya ditolak.",
        en:
          "Every problem has a stable code that scripts may rely on (`--json`, `--diagnostics`). A line reads `file:row:column: severity: message; hint`. A `note` only tells, a `warning` means that what was read was taken, an `error` that the row, file or command was refused."
      ))
    text.paragraph(
      LocalizedText(
        id:
          "Kolom *Frictionless* memuat nama masalah yang sama dalam katalog galat [Frictionless Data](https://framework.frictionlessdata.io/docs/errors/overview.html), bila ada. Kode Sinergi lebih rinci, karena perbaikannya berbeda: satu `type-error` di sana dapat berarti bukan angka, bukan bilangan bulat, atau bukan tanggal di sini.",
        en:
          "The column *Frictionless* has the name of the same problem in the error catalogue of Frictionless Data, where there is one. Our codes are finer, because the remedies differ: one `type-error` there may be no number, no whole number or no date here."
      ))
    for group in DiagnosticCatalogue.groups {
      text.heading(2, MarkdownText.both(group.title))
      text.table(
        ["kode", "tingkat", "arti (meaning)", "contoh", "yang dilakukan (what to do)", "Frictionless"],
        group.kinds.map { kind in
          [
            MarkdownText.code(kind.code), kind.severity.label.id, "\(kind.meaning.id) *\(kind.meaning.en)*",
            kind.example.map(code) ?? "–", "\(kind.fix.id) *\(kind.fix.en)*",
            kind.frictionless.map(MarkdownText.code) ?? "–",
          ]
        })
    }
    return text.text
  }

  /// Code that may hold back quotes itself.
  private static func code(_ text: String) -> String { text.contains("`") ? "`` \(text) ``" : "`\(text)`" }
}
