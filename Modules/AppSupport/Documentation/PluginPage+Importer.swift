import Diagnostics
import Domain
import PluginKit

extension PluginPage {
  func describe(_ importer: ImporterDeclaration, _ text: inout MarkdownText) {
    text.heading(2, "Masukan (input)")
    switch importer.engine {
    case .type(let id):
      text.paragraph(
        LocalizedText(
          id: "Dikerjakan oleh `\(id)`; kolom yang dibaca ada di README foldernya.",
          en: "Done by `\(id)`; the columns that it reads are in the folder's README."))
    case .table(let mapping): describe(mapping, &text)
    }
  }

  private func describe(_ mapping: TableMapping, _ text: inout MarkdownText) {
    text.paragraph(
      LocalizedText(
        id:
          "Tabel untuk dataset \(link(dataset: mapping.dataset)). Judul kolom dibandingkan tanpa huruf besar, spasi dan tanda baca; yang disebut lebih dulu didahulukan.",
        en:
          "Tables for the dataset \(link(dataset: mapping.dataset)). Headers are compared without case, spaces and punctuation; those named first are preferred."
      ))
    var rows = [["kode wilayah (region code)", MarkdownText.codes(mapping.region)]]
    if !mapping.regionName.isEmpty {
      rows.append(["nama wilayah (region name)", MarkdownText.codes(mapping.regionName)])
    }
    rows.append(
      [
        "periode (period)",
        mapping.period.isEmpty ? "`--set period=…`" : MarkdownText.codes(mapping.period) + ", `--set period=…`",
      ])
    if !mapping.requires.isEmpty {
      rows.append(["harus ada salah satu (one of them has to be there)", MarkdownText.codes(mapping.requires)])
    }
    if let long = mapping.long {
      rows.append(["tabel panjang: kolom data (long: field)", MarkdownText.codes(long.field)])
      rows.append(["tabel panjang: nilai (long: value)", MarkdownText.codes(long.value)])
    }
    if !mapping.ignored.isEmpty { rows.append(["dilewati (left out)", MarkdownText.codes(mapping.ignored)]) }
    rows.append(["sel kosong (blank cell)", Self.meaning(mapping.blank)])
    text.table(["", ""], rows)
    text.heading(3, "Judul kolom data (headers of fields)")
    let named = Dictionary(mapping.fields.map { ($0.field, $0.headers) }, uniquingKeysWith: { first, _ in first })
    let fields = dataset(mapping.dataset)?.fields.map(\.id) ?? mapping.fields.map(\.field)
    text.paragraph(
      LocalizedText(
        id: "Id setiap kolom data adalah judul kolom juga: " + Self.summary(of: fields) + ".",
        en: "The id of every field is a header too."))
    let rest = fields.filter { named[$0] != nil }
    guard !rest.isEmpty else { return }
    text.table(
      ["kolom data (field)", "judul lain (further headers)"],
      rest.map { [MarkdownText.code($0), MarkdownText.codes(named[$0] ?? [])] })
  }

  private static func meaning(_ blank: TableMapping.Blank) -> String {
    switch blank {
    case .keep: "`keep`: nilai tersimpan tetap (*the stored value stays*)"
    case .clear: "`clear`: nilai tersimpan dihapus (*the stored value goes*)"
    }
  }

  /// `iks01 … iks35` instead of thirty-five names: runs of ids that count up are drawn together.
  private static func summary(of ids: [String]) -> String {
    var parts: [String] = []
    var run: [String] = []
    func stem(_ id: String) -> Substring { id.prefix { !$0.isNumber } }
    func close() {
      guard let first = run.first, let last = run.last else { return }
      if run.count > 2 {
        parts.append("\(MarkdownText.code(first)) … \(MarkdownText.code(last))")
      } else {
        parts += run.map(MarkdownText.code)
      }
      run = []
    }
    for id in ids {
      let isNumbered = id.last?.isNumber == true
      if let last = run.last, !isNumbered || stem(last) != stem(id) { close() }
      if isNumbered { run.append(id) } else { parts.append(MarkdownText.code(id)) }
    }
    close()
    return parts.joined(separator: ", ")
  }
}
