import Diagnostics
import Domain
import Foundation
import Registry
import Reporting
import Storage
import StorageSQLite

extension Session {
  /// Makes the store and applies the declarations; a current store is left alone.
  public func initialise() throws {
    let registry = try validRegistry()
    let path = try storePath()
    if FileManager.default.fileExists(atPath: path) {
      _ = try currentStore()
      console.result(LocalizedText(id: "\(path) sudah ada dan mutakhir", en: "\(path) is there already and current"))
      return
    }
    try Self.checkFolder(of: path, .io)
    let store = try SQLiteStore.create(path, principal: principal, options: storeOptions)
    let steps = try store.apply(registry.datasets, allowDrop: false)
    console.result(LocalizedText(id: "\(path) dibuat", en: "\(path) was made"))
    tell(steps)
  }

  /// Brings the store's schema and datasets up to the configuration.
  public func migrate(allowDrop: Bool) throws {
    let registry = try validRegistry()
    let path = try storePath()
    try SQLiteStore.upgrade(path, principal: principal, options: storeOptions)
    let steps = try store().apply(registry.datasets, allowDrop: allowDrop)
    if steps.isEmpty {
      console.result(LocalizedText(id: "\(path) sudah mutakhir", en: "\(path) is current"))
    } else {
      tell(steps)
    }
  }

  private func tell(_ steps: [MigrationStep]) {
    for step in steps {
      let what: LocalizedText =
        switch step.action {
        case .created: LocalizedText(id: "tabel dibuat", en: "table made")
        case .added(let field): LocalizedText(id: "kolom `\(field)` ditambahkan", en: "field `\(field)` added")
        case .renamed(let field, let was):
          LocalizedText(id: "kolom `\(was)` menjadi `\(field)`", en: "field `\(was)` is now `\(field)`")
        case .dropped(let field):
          LocalizedText(id: "kolom `\(field)` diarsipkan dan dihapus", en: "field `\(field)` archived and dropped")
        case .updated: LocalizedText(id: "deklarasi diperbarui", en: "declaration updated")
        }
      console.result(
        LocalizedText(id: "dataset \(step.dataset): \(what.id)", en: "dataset \(step.dataset): \(what.en)"))
    }
  }

  public func backup(to path: String) throws {
    let store = try store()
    try Self.checkFolder(of: path, .cannotCreate)
    try store.backup(to: path)
    console.result(LocalizedText(id: "Cadangan ditulis ke \(path)", en: "Backup written to \(path)"))
  }

  /// SQLite says only that it cannot open a file; that its folder is missing is for us to say.
  private static func checkFolder(of path: String, _ status: ExitStatus) throws {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue,
      FileManager.default.isWritableFile(atPath: folder)
    {
      return
    }
    throw CommandFailure(
      status, "output-unwritable",
      isFolder.boolValue
        ? LocalizedText(id: "folder \(folder) tidak dapat ditulisi", en: "the folder \(folder) is not writable")
        : LocalizedText(id: "folder \(folder) tidak ada", en: "there is no folder \(folder)"),
      hint: isFolder.boolValue ? nil : LocalizedText(id: "buat dahulu folder itu", en: "make the folder first"))
  }

  public func restore(from path: String) throws {
    let store = try storePath()
    guard FileManager.default.fileExists(atPath: path) else {
      throw CommandFailure(
        .noInput, "file-not-found",
        LocalizedText(id: "cadangan \(path) tidak ada", en: "there is no backup \(path)"))
    }
    try Self.checkFolder(of: store, .io)
    let kept = try SQLiteStore.restore(from: path, to: store, principal: principal, options: storeOptions)
    console.result(LocalizedText(id: "\(store) dipulihkan dari \(path)", en: "\(store) restored from \(path)"))
    if let kept {
      console.result(
        LocalizedText(id: "Data sebelumnya disimpan di \(kept)", en: "The store it replaced is kept at \(kept)"))
    }
  }

  /// Checks the store; damage found is exit code 65.
  public func verify() throws {
    let store = try store()
    var problems = try store.verify()
    // The digests are computed anew only where the file itself is sound.
    if problems.isEmpty {
      problems = try store.auditVerify(head: nil).findings.map { Self.words($0)[console.language] }
    }
    if problems.isEmpty {
      console.result(
        LocalizedText(
          id: "\(store.location): utuh (integritas, kunci asing, mata rantai audit)",
          en: "\(store.location): sound (integrity, foreign keys, links of the audit chain)"))
      return
    }
    throw CommandFailure(
      .data,
      problems.map { Diagnostic(code: "store-damaged", message: LocalizedText($0), place: Place(file: store.location)) }
    )
  }

  /// The datasets of the configuration and what the store holds of them.
  public func datasets(json: Bool) throws {
    let registry = try validRegistry()
    let stored = Dictionary(uniqueKeysWithValues: try store().datasets().map { ($0.declaration.id, $0) })
    let known = Set(registry.datasets.map(\.id))
    let all =
      registry.datasets + stored.values.map(\.declaration).filter { !known.contains($0.id) }.sorted { $0.id < $1.id }
    let rows = all.map { dataset -> [ReportValue] in
      let info = stored[dataset.id]
      let periods = info?.periods ?? []
      return [
        .text(dataset.id), .text(dataset.title), .text(dataset.level.title), .text(dataset.frequency.title),
        .integer(dataset.fields.count), .integer(info?.rows ?? 0),
        .text(
          periods.isEmpty ? "–" : periods.count == 1 ? "\(periods[0])" : "\(periods[0])..\(periods[periods.count - 1])"),
      ]
    }
    try show(
      ReportDocument(
        report: "datasets", title: LocalizedText(id: "Dataset", en: "Datasets"),
        tables: [
          ReportTable(
            id: "datasets", title: LocalizedText(id: "Dataset", en: "Datasets"),
            columns: [
              ReportColumn(id: "id", label: "Id", type: .text),
              ReportColumn(id: "title", label: LocalizedText(id: "Judul", en: "Title"), type: .text),
              ReportColumn(id: "level", label: LocalizedText(id: "Tingkat", en: "Level"), type: .text),
              ReportColumn(id: "frequency", label: LocalizedText(id: "Frekuensi", en: "Frequency"), type: .text),
              ReportColumn(id: "fields", label: LocalizedText(id: "Kolom", en: "Fields"), type: .integer),
              ReportColumn(id: "rows", label: LocalizedText(id: "Baris", en: "Rows"), type: .integer),
              ReportColumn(id: "periods", label: LocalizedText(id: "Periode", en: "Periods"), type: .text),
            ], rows: rows)
        ]), json: json)
  }

  /// Figures about the store.
  public func statistics(json: Bool) throws {
    let store = try store()
    let figures = try store.statistics()
    func figure(_ id: String, _ label: LocalizedText, _ value: Int) -> KeyFigure {
      KeyFigure(id: id, label: label, value: .integer(value))
    }
    var document = ReportDocument(
      report: "stats", title: LocalizedText(id: "Isi \(store.location)", en: "Contents of \(store.location)"),
      keyFigures: [
        figure("bytes", LocalizedText(id: "Ukuran (bita)", en: "Size (bytes)"), figures.bytes),
        figure("regions", LocalizedText(id: "Wilayah yang berlaku", en: "Regions in force"), figures.regions),
        figure("batches", LocalizedText(id: "Batch", en: "Batches"), figures.batches),
        figure("rejects", LocalizedText(id: "Baris ditolak", en: "Rejected rows"), figures.rejects),
        figure("target_villages", LocalizedText(id: "Desa sasaran", en: "Target villages"), figures.targetVillages),
        figure("aliases", LocalizedText(id: "Alias", en: "Aliases"), figures.aliases),
        figure("audit_entries", LocalizedText(id: "Catatan audit", en: "Audit entries"), figures.auditEntries),
      ])
    for info in figures.datasets {
      document.keyFigures.append(
        figure(
          "rows_\(info.declaration.id)",
          LocalizedText(id: "Baris dataset \(info.declaration.id)", en: "Rows of dataset \(info.declaration.id)"),
          info.rows))
    }
    document.notes = figures.editions.map {
      LocalizedText(
        id: "Daftar wilayah berlaku mulai \($0.effective) (batch \($0.batch), \($0.file)).",
        en: "Register in force from \($0.effective) (batch \($0.batch), \($0.file)).")
    }
    document.notes.append(LocalizedText(id: "Id data: \(store.uid).", en: "Id of the store: \(store.uid)."))
    document.notes.append(
      LocalizedText(id: "Kepala audit: \(figures.auditHead).", en: "Audit head: \(figures.auditHead)."))
    try show(document, json: json)
  }
}
