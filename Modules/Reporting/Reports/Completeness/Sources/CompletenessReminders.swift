import Diagnostics
import Domain
import PluginKit
import Storage
import Workbooks

/// Reminders to paste into a message: one for each kecamatan (or, for datasets kept above it, each region itself) whose
/// data are missing, in the words of offices.
struct CompletenessReminders {
  let context: ReportContext
  let basis: ReportBasis
  let found: Completeness

  private var dataset: DatasetDeclaration { basis.dataset }

  func table() throws -> ReportTable {
    let level = min(dataset.level, .district)
    let missing = found.missing
    var groups: [(receiver: RegionCode, units: [Int64])] = []
    for unit in missing {
      guard let code = RegionCode(unit), let receiver = code.ancestor(max(level, .province)) else { continue }
      if groups.last?.receiver != receiver { groups.append((receiver, [])) }
      groups[groups.count - 1].units.append(unit)
    }
    let names = try context.store.names(of: missing + groups.map(\.receiver.number), at: basis.register.date)
    return ReportTable(
      id: "reminders",
      title: LocalizedText(id: "Pengingat untuk ditempel ke pesan", en: "Reminders to paste into a message"),
      columns: [
        ReportColumn(id: "code", label: LocalizedText(id: "Kode", en: "Code"), type: .code),
        ReportColumn(id: "name", label: level.title, type: .text),
        ReportColumn(id: "missing", label: LocalizedText(id: "Belum", en: "Missing"), type: .integer),
        ReportColumn(id: "text", label: LocalizedText(id: "Teks", en: "Text"), type: .text),
      ],
      rows: groups.map { group in
        let name = names[group.receiver.number] ?? group.receiver.description
        return [
          .code(group.receiver.description), .text(name), .integer(group.units.count),
          .text(
            LocalizedText(
              id: indonesian(group.receiver, name, group.units, names),
              en: english(group.receiver, name, group.units, names))),
        ]
      }
    ).withLayout(.passages)
  }

  /// Whether the receiver is asked for data of units below it rather than for its own.
  private func listsUnits(_ receiver: RegionCode) -> Bool { receiver.level < dataset.level }

  private func period(_ language: Language) -> String {
    let text = PeriodText.label(basis.period.description, in: language)
    guard basis.period.frequency == .yearly else { return text }
    return LocalizedText(id: "tahun \(text)", en: text)[language]
  }

  private func day(_ date: CalendarDate, _ language: Language) -> String {
    DateText.long(date.description, in: language)
  }

  private func numbered(_ units: [Int64], _ names: [Int64: String]) -> [String] {
    units.enumerated().map { "\($0.offset + 1). \(names[$0.element] ?? RegionCode($0.element)?.description ?? "")" }
  }

  // MARK: Indonesian

  private func indonesian(_ receiver: RegionCode, _ name: String, _ units: [Int64], _ names: [Int64: String]) -> String
  {
    let village = context.vocabulary.village(in: receiver).id.lowercased()
    let head = head(of: village, in: receiver)
    let data = "data \(dataset.title.id) \(period(.indonesian))"
    let until = context.today.map { "hingga tanggal \(day($0, .indonesian)) " } ?? ""
    var lines = ["Yth. \(title(of: receiver, name).id)", "di tempat", ""]
    lines.append("Dengan hormat,")
    if listsUnits(receiver) {
      lines.append(
        "Bersama ini kami sampaikan bahwa \(until)\(data) untuk \(units.count) \(village) berikut belum kami terima:")
      lines += numbered(units, names)
    } else {
      lines.append(
        "Bersama ini kami sampaikan bahwa \(until)\(data) dari \(place(of: receiver, name).id) belum kami terima.")
    }
    lines.append("")
    let asked =
      listsUnits(receiver) ? "Mohon bantuan untuk mengingatkan \(head) yang bersangkutan agar" : "Mohon agar"
    lines.append("\(asked) data tersebut dikirim \(limit(.indonesian)).")
    lines.append("Atas perhatian dan kerja samanya kami ucapkan terima kasih.")
    if let agency = context.coordination.agency(in: receiver) { lines += ["", agency.id] }
    return lines.joined(separator: "\n")
  }

  /// The title of the village heads; where only the word for a village is a local one, it follows that word.
  private func head(of village: String, in receiver: RegionCode) -> String {
    let head = context.vocabulary.villageHead(in: receiver).id.lowercased()
    return head == "kepala desa" ? "kepala \(village)" : head
  }

  /// By when, or at once where that day has passed.
  private func limit(_ language: Language) -> String {
    guard let deadline = dataset.deadline(for: basis.period) else {
      return LocalizedText(id: "secepatnya", en: "as soon as possible")[language]
    }
    let date = day(deadline, language)
    guard let today = context.today, today > deadline else {
      return LocalizedText(id: "paling lambat tanggal \(date)", en: "by \(date)")[language]
    }
    return LocalizedText(
      id: "secepatnya, karena batas waktu tanggal \(date) sudah lewat \(today.dayNumber - deadline.dayNumber) hari",
      en:
        "as soon as possible, as the deadline of \(date) passed \(today.dayNumber - deadline.dayNumber) days ago"
    )[language]
  }

  /// Whom a letter to a region addresses.
  private func title(of receiver: RegionCode, _ name: String) -> LocalizedText {
    switch receiver.level {
    case .district:
      let word = context.vocabulary.district(in: receiver)
      // Perdasus of Papua call the head of a distrik so; everywhere else it is the camat (UU 23/2014, Article 224).
      return word.id.lowercased() == "distrik"
        ? LocalizedText(id: "Kepala Distrik \(name)", en: "the head of \(name) District")
        : LocalizedText(id: "Camat \(name)", en: "the Camat of \(name)")
    default:
      let place = place(of: receiver, name)
      return LocalizedText(
        id: "Kepala Dinas yang membidangi pemberdayaan masyarakat dan desa, \(place.id)",
        en: "the head of the village affairs office of \(place.en)")
    }
  }

  private func place(of region: RegionCode, _ name: String) -> LocalizedText {
    region.level == .regency
      ? LocalizedText(name) : LocalizedText(id: "\(context.vocabulary.word(for: region).id) \(name)", en: name)
  }

  // MARK: English

  private func english(_ receiver: RegionCode, _ name: String, _ units: [Int64], _ names: [Int64: String]) -> String {
    let data = "\(dataset.title.en), \(period(.english)),"
    let until = context.today.map { "As of \(day($0, .english)), " } ?? ""
    let have = until.isEmpty ? "We have" : "we have"
    var lines = ["To \(title(of: receiver, name).en)", ""]
    if listsUnits(receiver) {
      lines.append("\(until)\(have) not received the data of \(data) for \(units.count) villages:")
      lines += numbered(units, names)
    } else {
      lines.append("\(until)\(have) not received the data of \(data) from \(place(of: receiver, name).en).")
    }
    lines += ["", "Please see that they are sent \(limit(.english)).", "Thank you."]
    if let agency = context.coordination.agency(in: receiver) { lines += ["", agency.en] }
    return lines.joined(separator: "\n")
  }
}

extension ReportTable {
  fileprivate func withLayout(_ layout: Layout) -> ReportTable {
    var table = self
    table.layout = layout
    return table
  }
}
