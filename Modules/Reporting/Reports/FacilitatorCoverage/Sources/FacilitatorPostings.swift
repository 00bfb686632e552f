import Domain
import Storage

/// The postings of facilitators, as columns: names are numbers here, so that tens of thousands cost little.
struct FacilitatorPostings {
  /// The posts in the order of the dataset's categories.
  enum Post: Int, CaseIterable {
    case expert = 1
    case district, infrastructure, village, adviser, section, coordinator
  }

  struct Posting {
    let post: Post
    /// The place of the person's name in `names`.
    let person: Int
    let place: Int64
    /// `YYYYMMDD`; nil is open.
    let from: Int?
    let until: Int?
    let home: Int64?

    func holds(on day: Int?) -> Bool {
      guard let day else { return true }
      return (from.map { $0 <= day } ?? true) && (until.map { day <= $0 } ?? true)
    }

    var level: RegionLevel { RegionCode.level(of: place) ?? .nation }
    /// The kabupaten it lies in; 0 for those above.
    var regency: Int64 {
      switch level {
      case .village: place / 1_000_000
      case .district: place / 100
      case .regency: place
      case .nation, .province: 0
      }
    }
    /// The kecamatan it lies in; 0 for those above.
    var district: Int64 { level == .village ? place / 10_000 : level == .district ? place : 0 }
  }

  private(set) var names: [String] = []
  private(set) var all: [Posting] = []

  /// The postings of the region asked for; of a kecamatan or village those of its kabupaten, where the same people serve.
  init(_ context: ReportContext) throws {
    let region = context.region.ancestor(min(context.region.level, .regency)) ?? .nation
    let table = try context.store.records(
      RecordQuery(
        dataset: "pendamping",
        fields: ["pd_jabatan", "pd_nama", "pd_wilayah", "pd_mulai", "pd_selesai", "pd_domisili"],
        filters: region == .nation ? [] : [.within(field: "pd_wilayah", region)]))
    var known: [String: Int] = [:]
    all.reserveCapacity(table.count)
    for row in 0..<table.count {
      guard let place = table.integer("pd_wilayah", row),
        let post = table.integer("pd_jabatan", row).flatMap({ Post(rawValue: Int($0)) })
      else { continue }
      let name = table.text("pd_nama", row) ?? ""
      let person = known[name] ?? names.count
      if person == names.count {
        known[name] = person
        names.append(name)
      }
      all.append(
        Posting(
          post: post, person: person, place: place, from: table.integer("pd_mulai", row).map { Int($0) },
          until: table.integer("pd_selesai", row).map { Int($0) }, home: table.integer("pd_domisili", row)))
    }
  }

  /// Those in force on a day.
  func on(_ day: CalendarDate?) -> [Posting] {
    let number = day?.number
    return all.filter { $0.holds(on: number) }
  }
}

extension FacilitatorPostings.Post {
  var id: String {
    switch self {
    case .expert: "tapm"
    case .district: "pd"
    case .infrastructure: "pdti"
    case .village: "pld"
    case .adviser: "ptpd"
    case .section: "kasi_pmd"
    case .coordinator: "koordinator"
    }
  }

  var value: ReportValue { .category(id: id, label: label) }
}
