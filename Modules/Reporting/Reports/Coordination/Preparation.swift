import Diagnostics
import Domain
import PluginKit
import Storage

/// What has to be ready before a meeting: what its series lists, and what was recorded of it.
struct Preparation {
  private struct Item {
    let title: LocalizedText
    var component: String?
    var party: LocalizedText?
    var due: CalendarDate?
    var ready: CalendarDate?
    var remark: String?
  }

  private var items: [Item]
  private let today: CalendarDate?

  init(_ desk: PaperDesk) throws {
    let day = desk.meeting.day
    today = desk.context.asOf ?? desk.context.today
    items = (desk.series?.checklist ?? []).map { task in
      Item(
        title: task.title, component: task.component, party: task.party,
        due: day.flatMap { $0.adding(days: -task.daysBefore) })
    }
    let table = try desk.context.store.records(
      RecordQuery(
        dataset: "persiapan",
        fields: ["ps_kegiatan", "ps_komponen", "ps_penanggung_jawab", "ps_batas", "ps_siap", "ps_keterangan"],
        filters: [.texts(field: "ps_rapat", [desk.meeting.id])]))
    for row in 0..<table.count {
      let title = table.text("ps_kegiatan", row) ?? ""
      var item = Item(title: LocalizedText(title))
      let known = items.firstIndex { $0.title.id.lowercased() == title.lowercased() }
      if let known { item = items[known] }
      item.component = table.text("ps_komponen", row) ?? item.component
      item.party = table.text("ps_penanggung_jawab", row).map { LocalizedText($0) } ?? item.party
      item.due = table.day("ps_batas", row) ?? item.due
      item.ready = table.day("ps_siap", row)
      item.remark = table.text("ps_keterangan", row)
      if let known { items[known] = item } else { items.append(item) }
    }
  }

  /// Days past the day by which an item was due; 0 where it is ready or there is time.
  private func late(_ item: Item) -> Int {
    guard item.ready == nil, let due = item.due, let today, today > due else { return 0 }
    return today.dayNumber - due.dayNumber
  }

  /// The checklist; nil where nothing is asked for.
  var table: ReportTable? {
    guard !items.isEmpty else { return nil }
    return ReportTable(
      id: "preparation", title: LocalizedText(id: "Daftar periksa persiapan", en: "Preparation checklist"),
      columns: [
        ReportColumn(id: "item", label: LocalizedText(id: "Yang disiapkan", en: "To be ready"), type: .text),
        ReportColumn(id: "component", label: LocalizedText(id: "Komponen", en: "Component"), type: .text),
        ReportColumn(id: "party", label: LocalizedText(id: "Penanggung jawab", en: "Accountable"), type: .text),
        ReportColumn(id: "due", label: LocalizedText(id: "Batas waktu", en: "Due"), type: .date),
        ReportColumn(id: "ready", label: LocalizedText(id: "Siap pada", en: "Ready on"), type: .date),
        ReportColumn(id: "days_late", label: LocalizedText(id: "Terlambat (hari)", en: "Days late"), type: .integer),
        ReportColumn(id: "remarks", label: LocalizedText(id: "Ket.", en: "Remarks"), type: .text),
      ],
      rows: items.map { item in
        [
          .text(item.title), ReportValue(words: item.component), item.party.map { .text($0) } ?? .missing,
          item.due.map { .date($0.description) } ?? .missing, item.ready.map { .date($0.description) } ?? .missing,
          .integer(late(item)), ReportValue(words: item.remark),
        ]
      })
  }
}
