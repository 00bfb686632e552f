import Diagnostics
import Domain
import Forms
import Foundation
import PluginKit
import Regions
import Registry
import Reporting
public import Storage
import StorageSQLite
import Workbooks

extension Session {
  /// What `rejects export` is asked for.
  public struct RejectExportRequest: Sendable {
    public var filter: RejectFilter
    /// A file (`.xlsx`, `.csv`), or a folder where `byDistrict`.
    public var output: String
    public var byDistrict: Bool
    /// By when corrections are due, `YYYY-MM-DD`; nil takes the dataset's deadline, a week at least.
    public var deadline: String?

    public init(filter: RejectFilter, output: String, byDistrict: Bool, deadline: String?) {
      self.filter = filter
      self.output = output
      self.byDistrict = byDistrict
      self.deadline = deadline
    }
  }

  /// Writes rejected rows in the layout of their source, for those who can correct them.
  public func exportRejects(_ request: RejectExportRequest) throws {
    let store = try currentStore()
    let due = try request.deadline.map { try date($0, option: "--deadline") }
    let rejects = try store.rejects(request.filter, limit: .max)
    guard !rejects.isEmpty else {
      console.tell(LocalizedText(id: "Tidak ada baris ditolak yang cocok.", en: "There are no such rejected rows."))
      return
    }
    let tables = try RejectTable.tables(rejects, store)
    console.report(tables.filter { !$0.hasHeader }.map(Self.noHeader))
    if request.byDistrict { return try exportByDistrict(tables, due, to: request.output, store) }
    try write(tables, nil, to: request.output)
    if request.output == "-" { return }
    console.tell(
      LocalizedText(
        id: "Ditulis ke \(request.output): \(rejects.count) baris ditolak",
        en: "Written to \(request.output): \(rejects.count) rejected rows"))
  }

  private func write(_ tables: [RejectTable], _ receipt: DataReceipt?, to path: String) throws {
    let target = OutputTarget(argument: path)
    if receipt == nil, target == .standardOutput || path.lowercased().hasSuffix(".csv") {
      let csv: RejectCSV
      do {
        csv = try RejectCSV(tables)
      } catch {
        throw CommandFailure(.usage, [error])
      }
      return try target.write { try csv.write(to: $0) }
    }
    let workbook = RejectWorkbook(tables, receipt: receipt, createdAt: createdAt)
    try target.write { try workbook.write(to: $0) }
  }

  // MARK: By kecamatan

  /// One workbook for each kecamatan, with its receipt.
  private func exportByDistrict(
    _ tables: [RejectTable], _ due: CalendarDate?, to folder: String, _ store: any Store
  ) throws {
    try makeFolder(folder)
    let today = today ?? CalendarDate(year: 1970, month: 1, day: 1)
    guard let today, let register = try store.registerDate(for: nil) else { throw Self.noRegister }
    let districts = try RejectDistricts(store, in: store.principal.scope, at: register.date)
    let writer = ReceiptWriter(
      session: self, store: store, plugins: RegionPlugins(try validRegistry().regions), districts: districts,
      register: register.date, today: today, due: due)
    for (district, own) in RejectTable.byDistrict(tables, districts) {
      let name = district.map { "\($0) \(districts.name($0))" } ?? "tanpa kecamatan"
      let path = folder + "/" + Self.fileName(name) + ".xlsx"
      try write(own, try writer.receipt(district, own), to: path)
      console.result("\(path): \(own.reduce(0) { $0 + $1.count })")
    }
  }

  private func makeFolder(_ folder: String) throws {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue { return }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw CommandFailure(
        .cannotCreate, "output-unwritable",
        LocalizedText(id: "folder \(folder) tidak dapat dibuat", en: "the folder \(folder) cannot be made"),
        hint: LocalizedText(
          id: "dengan --by kecamatan, --output menyebut folder", en: "with --by kecamatan, --output names a folder"))
    }
  }

  /// Letters, digits, dots and hyphens, which every system takes.
  static func fileName(_ text: String) -> String {
    let kept = text.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") ? $0 : "-" }
    return String(kept).split(separator: "-").joined(separator: "-")
  }

  private static func noHeader(_ table: RejectTable) -> Diagnostic {
    Diagnostic(
      code: "source-header-unknown", severity: .warning,
      message: LocalizedText(
        id: "judul kolom sumbernya tidak tersimpan; kolom dinamai Kolom 1, Kolom 2, …",
        en: "the header of the source was not kept; columns are named Kolom 1, Kolom 2, …"),
      place: Place(file: table.file, sheet: table.sheet),
      hint: LocalizedText(
        id: "ganti baris judul dengan milik berkas asal sebelum mengimpor kembali",
        en: "put the source's header there before importing again"))
  }
}

/// Makes the receipts of one export.
private struct ReceiptWriter {
  let session: Session
  let store: any Store
  let plugins: RegionPlugins
  let districts: RejectDistricts
  let register: CalendarDate
  let today: CalendarDate
  let due: CalendarDate?

  func receipt(_ district: RegionCode?, _ tables: [RejectTable]) throws -> DataReceipt {
    var lines: [DataReceipt.Line] = []
    var deadline: CalendarDate?
    for table in tables {
      if let index = lines.firstIndex(where: { $0.batch == table.batch }) {
        lines[index].rejected += table.count
        continue
      }
      let details = try store.batch(table.batch)
      let dataset = dataset(of: table.importer)
      let period = period(details)
      if let date = dataset.flatMap({ dataset in period.flatMap { dataset.deadline(for: $0) } }) {
        deadline = max(deadline ?? date, date)
      }
      let accepted = try district.flatMap { district in
        try dataset.map { try store.rows(of: $0.id, givenBy: [table.batch], by: .district)[district] ?? 0 }
      }
      lines.append(
        DataReceipt.Line(
          file: (table.file as NSString).lastPathComponent, data: dataset?.title.id ?? table.importer,
          period: period.map { PeriodText.label($0.description, in: .indonesian) } ?? "–",
          day: (details.flatMap { session.day(of: $0.info.at) } ?? today).description,
          user: details?.info.user ?? "", batch: table.batch, accepted: accepted, rejected: table.count))
    }
    let region = district ?? store.principal.scope
    let word = plugins.vocabulary.district(in: region).id
    let name = district.map(districts.name)
    let head = word.lowercased() == "distrik" ? "Kepala Distrik" : "Camat"
    return DataReceipt(
      letterhead: try letterhead(region),
      place: name.map { "\(word) \($0) (\(region))" } ?? "wilayah yang tidak dikenali",
      lines: lines, deadline: (due ?? latest(deadline)).description, today: today.description,
      receiver: name.map { "\(head) \($0)" } ?? "", agency: plugins.agency(for: region)?.id,
      faults: RejectTable.faults(tables).map { ("\($0.example)", $0.count) })
  }

  /// The dataset's deadline where it leaves a week, else a week from now.
  private func latest(_ deadline: CalendarDate?) -> CalendarDate {
    let week = today.adding(days: 7) ?? today
    return max(deadline ?? week, week)
  }

  private func dataset(of importer: String) -> DatasetDeclaration? {
    guard case .importer(let declaration)? = session.registry().plugin(.importer, importer)?.declaration,
      case .table(let mapping) = declaration.engine
    else { return nil }
    return session.datasetsByID[mapping.dataset]
  }

  /// The one period of a batch; nil where it brought several or none.
  private func period(_ details: BatchDetails?) -> Period? {
    if let given = details?.options["period"].flatMap({ Period($0) }) { return given }
    let periods = Set(details?.extents.compactMap(\.period) ?? [])
    return periods.count == 1 ? periods.first : nil
  }

  /// The government of the kabupaten and the office of the nearest region plugin.
  private func letterhead(_ region: RegionCode) throws -> [String] {
    guard let agency = plugins.agency(for: region) else { return [] }
    let regency = try region.ancestor(.regency).flatMap { try store.unit($0, at: register)?.name }
    return [regency.map { "PEMERINTAH \($0.uppercased())" }, agency.id].compactMap(\.self)
  }
}
