import Diagnostics
import Domain
import Storage

/// Who holds which post on a day, from the register of officials (`pejabat`).
struct Officials {
  struct Holder {
    /// 1 in office, 2 Plt., 3 Plh., 4 a.n.; in the order of the field's categories.
    let kind: Int
    let agency: String
    let post: String
    let name: String?
    let rank: String?
    let from: CalendarDate?
    let until: CalendarDate?

    /// `Plt. Kepala DPMD`.
    var title: String { (Self.marks.indices.contains(kind) ? Self.marks[kind] : "") + post }

    private static let marks = ["", "", "Plt. ", "Plh. ", "a.n. "]

    func isHeld(on day: CalendarDate?) -> Bool {
      guard let day else { return until == nil }
      return (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }
  }

  private let byPost: [String: [Holder]]
  private let byName: [String: [Holder]]

  init(_ context: ReportContext) throws {
    let table = try context.store.records(
      RecordQuery(
        dataset: "pejabat",
        fields: ["pj_instansi", "pj_jabatan", "pj_mulai", "pj_selesai", "pj_nama", "pj_status", "pj_pangkat"]))
    var byPost: [String: [Holder]] = [:]
    var byName: [String: [Holder]] = [:]
    for row in 0..<table.count {
      guard let post = table.text("pj_jabatan", row) else { continue }
      let agency = table.text("pj_instansi", row) ?? ""
      let holder = Holder(
        kind: Int(table.integer("pj_status", row) ?? 1), agency: agency, post: post, name: table.text("pj_nama", row),
        rank: table.text("pj_pangkat", row), from: table.day("pj_mulai", row), until: table.day("pj_selesai", row))
      byPost[PlainWords.joined(post), default: []].append(holder)
      if !agency.isEmpty { byPost[PlainWords.joined("\(post) \(agency)"), default: []].append(holder) }
      if let name = holder.name { byName[PlainWords.joined(name), default: []].append(holder) }
    }
    self.byPost = byPost
    self.byName = byName
  }

  /// Who holds a post on a day: the holder in office, else who acts; of several the latest to begin.
  func holder(of post: String, on day: CalendarDate?) -> Holder? {
    byPost[PlainWords.joined(post)]?.filter { $0.isHeld(on: day) }
      .max { ($1.kind, $0.from?.number ?? 0) < ($0.kind, $1.from?.number ?? 0) }
  }

  /// The post as papers print it: with *Plt.* or *Plh.* where somebody acts on that day, and the other posts that the
  /// same person holds then.
  func title(_ post: String, on day: CalendarDate?) -> String {
    guard let holder = holder(of: post, on: day) else { return post }
    let others = holder.name.map { name in
      (byName[PlainWords.joined(name)] ?? []).filter { $0.isHeld(on: day) && $0.title != holder.title }.map(\.title)
    }
    // The words of the paper stay: only what is known beyond them is added.
    let own = holder.kind > 1 && !post.lowercased().hasPrefix("pl") ? holder.title : post
    guard let others, !others.isEmpty else { return own }
    return "\(own) (merangkap \(others.sorted().joined(separator: ", ")))"
  }
}
