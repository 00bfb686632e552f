import Diagnostics

/// Goes through an input and lists its tables.
struct SourceListing {
  let options: ReadingOptions
  let limits: InputLimits
  private(set) var parts: [SourcePart] = []
  private(set) var notes: [Diagnostic] = []
  private var sample = [UInt8](repeating: 0, count: Content.sampleBytes)

  init(options: ReadingOptions, limits: InputLimits) {
    self.options = options
    self.limits = limits
  }

  /// Lists what one file holds and tells what it is. `depth` counts the archives around it, `gzipDepth` how often it is packed.
  mutating func add(_ origin: ByteOrigin, depth: Int, gzipDepth: Int) throws(Diagnostic) -> SourceKind {
    var source = try origin.open(ByteCount())
    let (bytes, isWhole) = try look(&source)
    return try add(
      origin, Content.detect(bytes, isWhole: isWhole, file: origin.file, limits: limits), depth: depth,
      gzipDepth: gzipDepth)
  }

  private mutating func add(
    _ origin: ByteOrigin, _ content: Content, depth: Int, gzipDepth: Int
  ) throws(Diagnostic) -> SourceKind {
    switch content {
    case .csv(let form):
      addText(origin, .csv, form)
      return .csv
    case .json(let form):
      addText(origin, .json, form)
      return .json
    case .ndjson(let form):
      addText(origin, .ndjson, form)
      return .ndjson
    case .sql(let form):
      try addDump(origin, form)
      return .sql
    case .gzip:
      guard gzipDepth < 2 else { throw .archiveTooDeep(origin.file, limit: 2) }
      _ = try add(origin.unpacked(limits: limits), depth: depth, gzipDepth: gzipDepth + 1)
      return .gzip
    case .tar:
      let (open, file, limits) = (origin.open, origin.file, limits)
      let opener = MemberOpener(file: file) { count throws(Diagnostic) in
        TarCursor(try open(count), file: file, limits: limits)
      }
      try addMembers(
        of: opener, file: file, prefix: origin.member.map { $0 + "!" } ?? "", depth: depth + 1, size: origin.size)
      return .tar
    case .zip: return try addZip(origin, depth: depth)
    case .compound: return try addCompound(origin)
    case .refused(let refusal): throw refusal
    }
  }

  // MARK: - Archives

  /// Lists the files of an archive or folder. A damaged or strange one does not keep the others from being listed.
  mutating func addMembers(
    of opener: MemberOpener, file: String, prefix: String, depth: Int, size: Int? = nil
  ) throws(Diagnostic) {
    guard depth <= limits.archiveDepth else { throw .archiveTooDeep(file, limit: limits.archiveDepth) }
    let cursor = try opener.cursor(ByteCount())
    var documents: [(member: Member, form: Content.TextForm)] = []
    while let member = try cursor.next() {
      if MemberName.isLitter(member.name) { continue }
      let origin = origin(of: member, opener: opener, file: file, prefix: prefix)
      do throws(Diagnostic) {
        var source: any ByteSource = CursorByteSource(cursor)
        let (bytes, isWhole) = try look(&source)
        switch Content.detect(bytes, isWhole: isWhole, file: origin.file, limits: limits) {
        case .json(let form): documents.append((member, form))
        case let content: _ = try add(origin, content, depth: depth, gzipDepth: 0)
        }
      } catch {
        // What concerns the archive itself ends it all.
        guard let place = error.place, place.file.hasPrefix(origin.file) else { throw error }
        var note = error
        if note.code == "file-unsupported" { note.severity = .warning }
        notes.append(note)
      }
    }
    notes.append(contentsOf: cursor.notes.kept)
    if documents.count == 1, let (member, form) = documents.first {
      addText(origin(of: member, opener: opener, file: file, prefix: prefix), .json, form)
    } else if !documents.isEmpty {
      addDocuments(documents.map { ($0.member.index, $0.form) }, of: opener, file: file, prefix: prefix, size: size)
    }
  }

  private func origin(of member: Member, opener: MemberOpener, file: String, prefix: String) -> ByteOrigin {
    let index = member.index
    return ByteOrigin(
      file: file + "!" + member.name, member: prefix + member.name, location: member.name, path: nil, size: nil
    ) { _ throws(Diagnostic) in try opener.open(index) }
  }

  private mutating func addDocuments(
    _ wanted: [(index: Int, form: Content.TextForm)], of opener: MemberOpener, file: String, prefix: String, size: Int?
  ) {
    let limits = limits
    parts.append(
      SourcePart(
        kind: .json, file: file, member: prefix.isEmpty ? nil : String(prefix.dropLast()), documents: wanted.count
      ) {
        options throws(Diagnostic) in
        let (count, finding) = (ByteCount(), EncodingFinding())
        let documents = MemberDocuments(
          try opener.cursor(count), file: file, prefix: prefix, wanted: wanted, encoding: options.encoding,
          finding: finding)
        let reader = JSONReader(
          documents, file: file, isLines: false, isMany: true, options: options, limits: limits)
        return PartReader(reader, file: file, count: count, size: size, finding: finding)
      })
  }

  private mutating func addZip(_ origin: ByteOrigin, depth: Int) throws(Diagnostic) -> SourceKind {
    // The open archive keeps the bytes of a temporary copy, which loses its name here.
    let (path, keeper) = try origin.onDisk(limits: limits)
    defer { withExtendedLifetime(keeper) {} }
    var zipLimits = ZipLimits()
    zipLimits.maximumEntries = limits.members
    zipLimits.maximumTotalBytes = limits.unpackedBytes
    zipLimits.maximumRatio = limits.ratio
    zipLimits.ratioFloor = limits.trustedBytes
    let archive = try ZipArchive(path: path, file: origin.file, limits: zipLimits, unsafeNames: .kept)
    if XLSXWorkbook.isWorkbook(archive) {
      try addWorkbook(archive, origin)
      return .xlsx
    }
    let names = Set(archive.entries.map(\.name))
    if DOCXDocument.isDocument(archive) {
      try addDocument(archive, origin)
      return .docx
    }
    if names.contains("[Content_Types].xml"), names.contains(where: { $0.hasPrefix("ppt/") }) {
      throw FileUnsupported.diagnostic(
        origin.file, LocalizedText(id: "presentasi PowerPoint", en: "a PowerPoint presentation"),
        hint: FileUnsupported.asksForTable)
    }
    if let entry = archive.entries.first, entry.name == "mimetype", entry.bytes < 200 {
      var content: any ByteSource = try archive.content(of: entry)
      let type = String(decoding: try content.readAhead(200), as: UTF8.self)
      if type.contains("opendocument.spreadsheet") {
        throw FileUnsupported.diagnostic(
          origin.file, LocalizedText(id: "lembar kerja OpenDocument (.ods)", en: "an OpenDocument spreadsheet (.ods)"),
          hint: FileUnsupported.saveAsXLSX)
      }
      if type.contains("opendocument") {
        throw FileUnsupported.diagnostic(
          origin.file, LocalizedText(id: "dokumen OpenDocument", en: "an OpenDocument document"),
          hint: LocalizedText(
            id: "simpan sebagai .docx, atau minta tabelnya", en: "save it as .docx, or ask for the table"))
      }
    }
    // Only now do the names of members matter.
    let checked = try ZipArchive(path: path, file: origin.file, limits: zipLimits)
    let opener = MemberOpener(file: origin.file) { _ throws(Diagnostic) in ZipCursor(checked) }
    try addMembers(of: opener, file: origin.file, prefix: origin.member.map { $0 + "!" } ?? "", depth: depth + 1)
    return .zip
  }

  // MARK: - Tables

  private mutating func addText(_ origin: ByteOrigin, _ kind: SourceKind, _ form: Content.TextForm) {
    let limits = limits
    parts.append(
      SourcePart(kind: kind, file: origin.file, member: origin.member) { options throws(Diagnostic) in
        let (count, finding) = (ByteCount(), EncodingFinding())
        let source = TextDecoding.decode(try origin.open(count), form, as: options.encoding, finding: finding)
        let reader: any RowReader
        switch kind {
        case .json, .ndjson:
          let document = JSONDocument(file: origin.file, path: origin.location, member: origin.member)
          reader = JSONReader(
            SingleJSONDocument(document, source), file: origin.file, isLines: kind == .ndjson, isMany: false,
            options: options, limits: limits)
        default:
          var csv = CSVOptions(file: origin.file, delimiter: options.delimiter)
          csv.fieldCount = options.fieldCount
          csv.blockBytes = options.blockBytes
          csv.maximumRecordBytes = limits.recordBytes
          csv.maximumFields = limits.fields
          csv.keptDiagnosticsPerCode = options.keptDiagnosticsPerCode
          reader = CSVReader(source, options: csv)
        }
        return PartReader(reader, file: origin.file, count: count, size: origin.size, finding: finding)
      })
  }

  private mutating func addDump(_ origin: ByteOrigin, _ form: Content.TextForm) throws(Diagnostic) {
    let limits = limits
    let source = TextDecoding.decode(
      try origin.open(ByteCount()), form, as: options.encoding, finding: EncodingFinding())
    for table in try SQLDump.tables(source, file: origin.file, limits: limits) {
      parts.append(
        SourcePart(
          kind: .sql, file: origin.file, member: origin.member, sheet: table.name, estimatedRows: table.rows
        ) { options throws(Diagnostic) in
          let (count, finding) = (ByteCount(), EncodingFinding())
          let source = TextDecoding.decode(try origin.open(count), form, as: options.encoding, finding: finding)
          let reader = SQLReader(source, file: origin.file, table: table, options: options, limits: limits)
          return PartReader(reader, file: origin.file, count: count, size: origin.size, finding: finding)
        })
    }
  }

  private mutating func addWorkbook(
    _ archive: ZipArchive, _ origin: ByteOrigin
  ) throws(Diagnostic) {
    var bookLimits = XLSXLimits()
    bookLimits.maximumColumns = limits.fields
    bookLimits.maximumRowBytes = limits.recordBytes
    let book = try XLSXWorkbook(archive, limits: bookLimits)
    for sheet in book.sheets {
      parts.append(
        SourcePart(
          kind: .xlsx, file: origin.file, member: origin.member, sheet: sheet.name,
          isHidden: sheet.visibility != .visible,
          merged: { () throws(Diagnostic) in try book.mergedRanges(of: sheet) },
          open: { options throws(Diagnostic) in try book.reader(of: sheet, blockBytes: options.blockBytes) }))
    }
  }

  private mutating func addDocument(
    _ archive: ZipArchive, _ origin: ByteOrigin
  ) throws(Diagnostic) {
    var documentLimits = DOCXLimits()
    documentLimits.maximumColumns = limits.fields
    documentLimits.maximumRowBytes = limits.recordBytes
    let document = try DOCXDocument(archive, limits: documentLimits)
    for table in document.tables {
      parts.append(
        SourcePart(
          kind: .docx, file: origin.file, member: origin.member, sheet: table.name, title: table.title,
          estimatedRows: table.rowCount, merged: { () throws(Diagnostic) in table.mergedRanges },
          open: { options throws(Diagnostic) in
            document.reader(of: table, blockBytes: min(options.blockBytes, 1 << 16))
          }))
    }
    if document.tablesLeftOut > 0 {
      notes.append(
        Diagnostic(
          code: "tables-left-out", severity: .warning,
          message: LocalizedText(
            id: "\(document.tablesLeftOut) tabel terakhir dokumen ini dilewati karena terlalu banyak",
            en: "the last \(document.tablesLeftOut) tables of this document were left out, being too many"),
          place: Place(file: origin.file)))
    }
  }

  private mutating func addCompound(_ origin: ByteOrigin) throws(Diagnostic) -> SourceKind {
    let (path, keeper) = try origin.onDisk(limits: limits)
    let names = CompoundFile.names(path: path)
    if names.contains("EncryptedPackage") || names.contains("EncryptionInfo") { throw .fileEncrypted(origin.file) }
    if !names.contains("Workbook"), !names.contains("Book"), !names.isEmpty {
      let kind =
        names.contains("WordDocument")
        ? LocalizedText(id: "dokumen Word lama (.doc)", en: "an old Word document (.doc)")
        : LocalizedText(id: "berkas Office lama tanpa lembar kerja", en: "an old Office file without worksheets")
      throw FileUnsupported.diagnostic(origin.file, kind, hint: FileUnsupported.asksForTable)
    }
    let book = try XLSWorkbook(
      path: path, keeper: keeper, file: origin.file, program: options.xlsProgram, limits: limits)
    let limits = limits
    for sheet in book.sheets {
      parts.append(
        SourcePart(
          kind: .xls, file: origin.file, member: origin.member, sheet: sheet.name, estimatedRows: sheet.rows,
          open: { options throws(Diagnostic) in
            try XLSReader(book, sheet: sheet, options: options, limits: limits)
          }))
    }
    return .xls
  }

  /// The first bytes of a source, and whether they are all of it.
  private mutating func look(_ source: inout any ByteSource) throws(Diagnostic) -> (bytes: [UInt8], isWhole: Bool) {
    var count = 0
    while count < sample.count {
      let got = try source.fill(&sample, from: count)
      if got == 0 { return (Array(sample[..<count]), true) }
      count += got
    }
    return (sample, false)
  }
}
