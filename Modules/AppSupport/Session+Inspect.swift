import Diagnostics
import Domain
import Foundation
import Importers
import PluginKit
import Registry
import Reporting
import Storage
import StorageSQLite
import Tabular

extension Session {
  /// Looks at files and folders and tells what each is and how it would be imported. Nothing is written.
  public func inspect(_ paths: [String], _ request: ImportRequest, json: Bool) throws {
    let inputs = try inspected(paths, request)
    try show(document(inputs, request), json: json)
    if inputs.allSatisfy({ $0.importer == nil }) { throw CommandFailure(.data, []) }
  }

  /// Imports what is recognised for certain, as one delivery; the rest is named with the reason.
  public func importRecognised(_ paths: [String], _ request: ImportRequest) throws -> DeliveryReport {
    var whole = DeliveryReport()
    let store = try currentStore()
    for input in try inspected(paths, request) {
      guard input.isCertain, let id = input.importer else {
        console.tell(
          LocalizedText(
            id: "\(input.file): tidak diambil, \(reason(input).id)", en: "\(input.file): not taken, \(reason(input).en)"
          ))
        continue
      }
      var (importer, context) = try importContext(id, request, store: store)
      context.delivery = whole.reports.lazy.compactMap(\.delivery).first
      let part = try run(importer, context, [input.file])
      whole.reports += part.reports
      whole.failures += part.failures
      whole.auditHead = part.auditHead
      if part.isStopped { break }
    }
    if whole.auditHead.isEmpty { whole.auditHead = try store.auditHead() }
    return whole
  }

  private func inspected(_ paths: [String], _ request: ImportRequest) throws -> [InspectedInput] {
    let store = try currentStore()
    let regions = RegionsKept()
    var candidates: [(id: String, importer: TableImporter)] = []
    for plugin in try validRegistry().plugins where plugin.location.kind == .importer {
      guard case .importer(let declaration) = plugin.declaration,
        let importer = Engines.importer(declaration) as? TableImporter
      else { continue }
      candidates.append((plugin.location.id, importer))
    }
    return try paths.flatMap(Self.inputs).map { try inspected($0, candidates, request, store, regions) }
  }

  /// The inputs below a path: files in the order of their names; a folder of nothing but JSON documents is one.
  private static func inputs(_ path: String) -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
      return [path]
    }
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).filter { !$0.hasPrefix(".") }
    if names.count > 1, names.allSatisfy({ $0.lowercased().hasSuffix(".json") }) { return [path] }
    return names.sorted().flatMap { inputs(path + "/" + $0) }
  }

  private func inspected(
    _ path: String, _ candidates: [(id: String, importer: TableImporter)], _ request: ImportRequest, _ store: any Store,
    _ regions: RegionsKept
  ) throws -> InspectedInput {
    var input = InspectedInput(file: path)
    do throws(Diagnostic) {
      input.kind = try InputSource.open(path: path, name: path).kind.rawValue
    } catch {
      input.trouble = [error]
      return input
    }
    var best = 0
    var failures: [Diagnostic] = []
    for (id, importer) in candidates {
      for withPeriod in [false, true] where !withPeriod || request.settings["period"] == nil {
        do {
          var context = try context(id, request, withPeriod: withPeriod, store: store)
          context.regions = regions
          let tables = try importer.recognise(try ImportFile(path), context)
          let score = tables.reduce(0) { $0 + $1.columns.count }
          if score > best {
            (best, input.importer, input.tables, input.needsPeriod, input.rivals) = (score, id, tables, withPeriod, [])
          } else if score == best {
            input.rivals.append(id)
          }
          break
        } catch let failure as ImportFailure {
          if failure.kind == .unreadable { failures += failure.diagnostics }
          // A period that is given only helps where nothing else is missing.
          guard failure.diagnostics.count == 1 else { break }
        } catch let problem as Diagnostic {
          input.trouble = [problem]
          return input
        }
      }
    }
    guard let id = input.importer else {
      input.trouble = Array(failures.prefix(1))
      return input
    }
    if !input.rivals.isEmpty {
      input.rivals.insert(id, at: 0)
      input.importer = nil
      return input
    }
    guard let importer = candidates.first(where: { $0.id == id })?.importer else { return input }
    do {
      var context = try context(id, request, withPeriod: input.needsPeriod, store: store)
      context.dryRun = true
      context.regions = regions
      input.report = try importer.run(try ImportFile(path), context)
    } catch let failure as ImportFailure {
      input.trouble = failure.diagnostics
    }
    return input
  }

  /// The context of a trial; with a stand-in for a period that the file does not tell.
  private func context(
    _ id: String, _ request: ImportRequest, withPeriod: Bool, store: any Store
  ) throws -> ImportContext {
    var request = request
    if withPeriod {
      guard case .importer(let declaration)? = try validRegistry().plugin(.importer, id)?.declaration,
        case .table(let mapping) = declaration.engine, let dataset = datasetsByID[mapping.dataset]
      else { return try importContext(id, request, store: store).context }
      request.settings["period"] = Self.standIn(dataset.frequency, surroundings.clock())
    }
    // Options are those of one importer only: what another does not know is left out for it.
    let known = Set(
      (try enabled(.importer, id)).declaration.header.options.map(\.name) + OptionCheck.ofImporters)
    request.settings = request.settings.filter { known.contains($0.key) }
    return try importContext(id, request, store: store).context
  }

  private static func standIn(_ frequency: Frequency, _ now: Double) -> String {
    let year = Calendar(identifier: .gregorian).component(.year, from: Date(timeIntervalSince1970: now)) - 1
    return switch frequency {
    case .yearly: "\(year)"
    case .semesterly: "\(year)-S1"
    case .quarterly: "\(year)-Q1"
    case .monthly: "\(year)-01"
    }
  }

  // MARK: What is told

  private func document(_ inputs: [InspectedInput], _ request: ImportRequest) -> ReportDocument {
    let names = regionNames(inputs.flatMap { $0.regions.count <= 3 ? $0.regions : [] })
    let columns = [
      ReportColumn(id: "file", label: LocalizedText(id: "Berkas", en: "File"), type: .text),
      ReportColumn(id: "kind", label: LocalizedText(id: "Bentuk", en: "Format"), type: .text),
      ReportColumn(id: "importer", label: LocalizedText(id: "Importir", en: "Importer"), type: .text),
      ReportColumn(id: "header", label: LocalizedText(id: "Judul kolom", en: "Header"), type: .text),
      ReportColumn(id: "regions", label: LocalizedText(id: "Wilayah", en: "Regions"), type: .text),
      ReportColumn(id: "period", label: LocalizedText(id: "Periode", en: "Period"), type: .text),
      ReportColumn(id: "rows", label: LocalizedText(id: "Baris", en: "Rows"), type: .integer),
      ReportColumn(id: "rejected", label: LocalizedText(id: "Ditolak", en: "Rejected"), type: .integer),
      ReportColumn(id: "trouble", label: LocalizedText(id: "Masalah", en: "Trouble"), type: .text),
    ]
    let rows = inputs.map { input -> [ReportValue] in
      [
        .text(shown(input.file)), input.kind.map { .text($0) } ?? .missing,
        input.importer.map { .text($0) } ?? .text(input.rivals.joined(separator: " / ")),
        .text(header(input.tables)), .text(regions(input.regions, names)),
        .text(
          input.needsPeriod
            ? LocalizedText(id: "harus diberikan", en: "to be given")
            : LocalizedText(input.periods.map(\.description).joined(separator: ", "))),
        .integer(input.report?.counts.read), .integer(input.report?.counts.rejected),
        .text(input.isCertain && input.report?.counts.rejected == 0 ? "" : reason(input)),
      ]
    }
    let commands = inputs.compactMap { input -> [ReportValue]? in
      guard let id = input.importer else { return nil }
      let period = input.needsPeriod ? " --set period=TTTT" : ""
      let given = request.settings.sorted { $0.key < $1.key }.map { " --set \($0.key)=\($0.value)" }.joined()
      return [.text("sinergi-import run \(id) \(Self.quoted(shown(input.file)))\(period)\(given)")]
    }
    var tables = [
      ReportTable(
        id: "inputs", title: LocalizedText(id: "Yang ditemukan", en: "What was found"), columns: columns, rows: rows)
    ]
    if !commands.isEmpty {
      tables.append(
        ReportTable(
          id: "commands", title: LocalizedText(id: "Perintah", en: "Commands"),
          columns: [
            ReportColumn(id: "command", label: LocalizedText(id: "Untuk mengimpor", en: "To import"), type: .text)
          ], rows: commands))
    }
    return ReportDocument(
      report: "inspect", title: LocalizedText(id: "Pemeriksaan berkas", en: "Inspection of files"), tables: tables)
  }

  private static func quoted(_ path: String) -> String {
    path.allSatisfy { $0.isLetter || $0.isNumber || "._-/+".contains($0) }
      ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }

  private func header(_ tables: [FoundTable]) -> LocalizedText {
    let parts = tables.prefix(3).map { table -> String in
      let place = [table.member, table.sheet].compactMap { $0 }.joined(separator: " ")
      let last = table.headerRows.upperBound
      let rows = table.headerRows.count > 1 ? "\(table.headerRows.lowerBound)–\(last)" : "\(last)"
      return place.isEmpty ? rows : "\(place): \(rows)"
    }
    let more = tables.count > 3 ? " … (+\(tables.count - 3))" : ""
    return parts.isEmpty
      ? ""
      : LocalizedText(
        id: "baris \(parts.joined(separator: "; "))\(more)", en: "row \(parts.joined(separator: "; "))\(more)")
  }

  private func regions(_ codes: [RegionCode], _ names: [RegionCode: String]) -> LocalizedText {
    if codes.count <= 3 { return LocalizedText(codes.map { names[$0] ?? $0.description }.joined(separator: ", ")) }
    return LocalizedText(id: "\(codes.count) wilayah", en: "\(codes.count) regions")
  }

  private func reason(_ input: InspectedInput) -> LocalizedText {
    if let problem = input.trouble.first { return problem.message }
    if !input.rivals.isEmpty {
      return LocalizedText(
        id: "lebih dari satu importir cocok: \(input.rivals.joined(separator: ", "))",
        en: "more than one importer fits: \(input.rivals.joined(separator: ", "))")
    }
    guard input.importer != nil else {
      return LocalizedText(id: "tidak ada importir aktif yang mengenalinya", en: "no enabled importer recognises it")
    }
    if input.needsPeriod {
      return LocalizedText(
        id: "periodenya tidak ada di berkas; beri --set period=…", en: "the file tells no period; give --set period=…")
    }
    guard let report = input.report, report.counts.read > 0 else {
      return LocalizedText(id: "tidak ada baris", en: "there are no rows")
    }
    if !input.isNamedAsData {
      return LocalizedText(
        id: "namanya bukan nama berkas data; impor dengan menyebut importirnya bila memang perlu",
        en: "its name is not that of a data file; import it by naming the importer where it is one")
    }
    let codes = report.diagnosticCounts.filter { code, _ in
      report.diagnostics.contains { $0.code == code && $0.severity == .error }
    }
    let list = codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map { "\($0.key) (\($0.value))" }
    if list.isEmpty { return "" }
    return LocalizedText(list.joined(separator: ", "))
  }
}
