import Diagnostics
import Foundation
import Tabular
import Testing

@Suite(.enabled(if: Python.isAvailable, Comment(rawValue: Python.isMissing)))
struct ArchiveReadingTests {
  private static let files: Result<[String: [UInt8]], any Error> = Result {
    try SourceFixtures.make(
      """
      import gzip, io, json, tarfile, zipfile
      csv = b"kode,desa\\n1,A\\n2,B\\n"
      def gz(data): return gzip.compress(data, mtime=0)
      def put(name, data): open(name, "wb").write(data)
      def member(tar, name, data, **more):
          info = tarfile.TarInfo(name); info.size = len(data)
          for key, value in more.items(): setattr(info, key, value)
          tar.addfile(info, io.BytesIO(data))
      def tar(format, *members):
          out = io.BytesIO()
          with tarfile.open(fileobj=out, mode="w", format=format) as t:
              for name, data, *more in members: member(t, name, data, **(more[0] if more else {}))
          return out.getvalue()
      def zipped(*members, **options):
          out = io.BytesIO()
          with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
              for name, data in members: z.writestr(name, data)
          return out.getvalue()
      put("satu.gz", gz(csv))
      put("dua.gz", gz(csv[:14]) + gz(csv[14:]) + bytes(700))
      put("ekor.gz", gz(csv) + b"sampah")
      put("potong.gz", gz(csv * 5000)[:-40])
      put("rusak.gz", gz(csv * 50)[:-8] + bytes(8))
      put("bom.gz", gz(bytes(150 << 20)))
      put("gzgz.gz", gz(gz(csv)))
      put("gzgzgz.gz", gz(gz(gz(csv))))
      long = "d" * 90 + "/" + "n" * 120 + ".csv"
      for name, format in (("ustar", tarfile.USTAR_FORMAT), ("gnu", tarfile.GNU_FORMAT), ("pax", tarfile.PAX_FORMAT)):
          names = [("data/", b"", {"type": tarfile.DIRTYPE}), ("data/a.csv", csv)]
          if name != "ustar": names.append((long, csv))
          put(name + ".tar", tar(format, *names))
      put("tautan.tar.gz", gz(tar(tarfile.GNU_FORMAT, ("a.csv", csv), ("b", b"", {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"}), ("c", b"", {"type": tarfile.CHRTYPE}))))
      put("naik.tar", tar(tarfile.GNU_FORMAT, ("a.csv", csv), ("../b.csv", csv)))
      put("akar.tar", tar(tarfile.GNU_FORMAT, ("/etc/b.csv", csv)))
      put("potong.tar", tar(tarfile.GNU_FORMAT, ("a.csv", csv), ("b.csv", csv * 2000))[:-30000])
      docs = [("desa/99010%05d/%d.json" % (i // 2, 2023 + i % 2), json.dumps({"skor": i, "ROW": [{"n": 1, "s": i}, {"n": 2, "s": "x"}]}).encode()) for i in range(300)]
      put("dok.tar.gz", gz(tar(tarfile.GNU_FORMAT, *docs)))
      put("dok.zip", zipped(*docs))
      put("dok-rusak.tar", tar(tarfile.GNU_FORMAT, *docs[:3], ("desa/x/2023.json", b'{"skor": NaN}'), *docs[3:5]))
      put("campur.zip", zipped(("a.csv", csv), ("sub/b.csv.gz", gz(csv)), ("foto.png", b"\\x89PNG\\r\\n\\x1a\\n"), ("__MACOSX/._a.csv", b"\\0\\1"), ("kosong.csv", b""), ("d.json", b'[{"a":1}]')))
      put("lapis2.zip", zipped(("dalam.zip", zipped(("a.csv", csv), ("b.csv", csv)))))
      put("lapis3.zip", zipped(("dalam.zip", zipped(("lagi.tar", tar(tarfile.GNU_FORMAT, ("a.csv", csv)))))))
      put("naik.zip", zipped(("../a.csv", csv)))
      put("kosong.zip", zipped(("baca.pdf", b"%PDF-1.4")))
      put("tabel.tar.gz", gz(tar(tarfile.PAX_FORMAT, *[("t%02d.csv" % i, b"a\\n%d\\n" % i) for i in range(40)])))
      """)
  }

  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func bytes(_ name: String) throws -> [UInt8] { try #require(try files.get()[name]) }

  private func read(_ name: String, _ options: ReadingOptions = ReadingOptions()) throws -> (
    source: InputSource, tables: [PartReading]
  ) { try PartReading.tables(try ArchiveReadingTests.bytes(name), name: name, in: folder, options: options) }

  private func refusal(_ name: String) throws -> Diagnostic {
    try #require(try PartReading.refusal(try ArchiveReadingTests.bytes(name), name: name, in: folder))
  }

  private let table = [["kode", "desa"], ["1", "A"], ["2", "B"]]

  @Test func gzipIsUnpackedOnTheWay() throws {
    for name in ["satu.gz", "dua.gz", "gzgz.gz"] {
      let (source, tables) = try read(name)
      #expect(source.kind == .gzip)
      #expect(source.parts.map(\.kind) == [.csv])
      #expect(tables[0].rows == table, "\(name)")
      #expect(tables[0].units.total == (try ArchiveReadingTests.bytes(name).count))
      #expect(tables[0].units.read == tables[0].units.total)
    }
  }

  @Test func damagedAndHostileFilesAreRefused() throws {
    for (name, code) in [
      ("ekor.gz", "archive-damaged"), ("potong.gz", "archive-damaged"), ("rusak.gz", "archive-damaged"),
      ("bom.gz", "file-unsupported"), ("gzgzgz.gz", "archive-too-deep"), ("naik.tar", "archive-path-unsafe"),
      ("akar.tar", "archive-path-unsafe"), ("naik.zip", "archive-path-unsafe"), ("potong.tar", "archive-damaged"),
      ("lapis3.zip", "archive-too-deep"), ("kosong.zip", "file-unsupported"),
    ] {
      let problem = try refusal(name)
      #expect(problem.code == code, "\(name)")
      #expect(problem.severity == .error)
      #expect(problem.place?.file.hasPrefix(name) == true)
    }
  }

  @Test func bombsAreStoppedByTheirRatio() throws {
    var source: any ByteSource = GunzipByteSource(
      MemoryByteSource(try ArchiveReadingTests.bytes("bom.gz")), file: "bom.gz")
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let problem = try #require(throws: Diagnostic.self) {
      while try buffer.withUnsafeMutableBytes({ try source.read(into: $0) }) > 0 {}
    }
    #expect(problem.code == "archive-too-large")
  }

  @Test func tarArchivesOfAllKindsAreRead() throws {
    let long = String(repeating: "d", count: 90) + "/" + String(repeating: "n", count: 120) + ".csv"
    for (name, members) in [
      ("ustar.tar", ["data/a.csv"]), ("gnu.tar", ["data/a.csv", long]), ("pax.tar", ["data/a.csv", long]),
    ] {
      let (source, tables) = try read(name)
      #expect(source.kind == .tar)
      #expect(source.parts.map(\.member) == members)
      #expect(tables.allSatisfy { $0.rows == table })
      #expect(tables[0].files[0] == name + "!data/a.csv")
    }
    let (source, tables) = try read("tautan.tar.gz")
    #expect(source.notes.map(\.code) == ["archive-member-skipped", "archive-member-skipped"])
    #expect(tables.map(\.rows) == [table])
  }

  @Test func partsCanBeReadInAnyOrderAndAgain() throws {
    let (source, tables) = try read("tabel.tar.gz")
    #expect(tables.map { $0.rows[1] } == (0..<40).map { [String($0)] })
    for index in [39, 0, 17, 17] { #expect(PartReading(source.parts[index]).rows == [["a"], [String(index)]]) }
  }

  @Test func manyDocumentsAreOneTable() throws {
    for name in ["dok.tar.gz", "dok.zip"] {
      var options = ReadingOptions()
      options.json = try JSONTableSpec(
        records: "", columns: ["$folder", "$file", "$member", "skor", "ROW[n=1].s", "ROW[n=2].s"])
      let (source, tables) = try read(name, options)
      #expect(source.parts.count == 1)
      #expect(source.parts[0].documents == 300)
      #expect(tables[0].rows.count == 301)
      #expect(tables[0].rows[3] == ["9901000001", "2023", "desa/9901000001/2023.json", "2", "2", "x"])
      #expect(tables[0].files[3] == name + "!desa/9901000001/2023.json")
      #expect(tables[0].numbers[..<4] == [1, 2, 2, 2])
      #expect(tables[0].codes == [])
      options.json = try JSONTableSpec(records: "ROW[*]", columns: ["$file", "n", "s", "^.skor"])
      let rows = PartReading(source.parts[0], options)
      #expect(rows.rows.count == 601)
      #expect(rows.rows[6] == ["2023", "2", "x", "2"])
      #expect(rows.numbers[1...4] == [2, 3, 2, 3])
      #expect(PartReading(source.parts[0]).rows[0] == ["n", "s"])
    }
  }

  @Test func aDamagedDocumentDoesNotStopTheOthers() throws {
    var options = ReadingOptions()
    options.json = try JSONTableSpec(records: "", columns: ["$folder", "skor"])
    let table = try read("dok-rusak.tar", options).tables[0]
    #expect(table.rows.count == 7)
    #expect(table.rows[4] == [#"{"skor": NaN}"#])
    #expect(table.codes == ["json-invalid 1"])
    #expect(table.bag.kept[0].place?.file == "dok-rusak.tar!desa/x/2023.json")
  }

  @Test func archivesOfSeveralKindsAreListedWithWhatWasLeftOut() throws {
    let (source, tables) = try read("campur.zip")
    #expect(source.kind == .zip)
    #expect(source.parts.map(\.member) == ["a.csv", "sub/b.csv.gz", "d.json"])
    #expect(source.notes.map(\.code) == ["file-unsupported", "file-empty"])
    #expect(source.notes.map(\.place?.file) == ["campur.zip!foto.png", "campur.zip!kosong.csv"])
    #expect(tables[0].rows == table)
    #expect(tables[1].rows == table)
    #expect(tables[2].rows == [["a"], ["1"]])
    let nested = try read("lapis2.zip")
    #expect(nested.source.parts.map(\.member) == ["dalam.zip!a.csv", "dalam.zip!b.csv"])
    #expect(nested.tables.map(\.rows) == [table, table])
    #expect(nested.tables[0].files[0] == "lapis2.zip!dalam.zip!a.csv")
  }

  @Test func aFolderIsReadLikeAnArchive() throws {
    let fields = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: fields.url.appending(path: "desa/9901012001"), withIntermediateDirectories: true)
    for year in [2023, 2024] { _ = try fields.file("desa/9901012001/\(year).json", Array("{\"skor\":\(year)}".utf8)) }
    _ = try fields.file("a.csv", Array("kode,desa\n1,A\n2,B\n".utf8))
    var options = ReadingOptions()
    options.json = try JSONTableSpec(records: "", columns: ["$folder", "$file", "skor"])
    let source = try InputSource.open(path: fields.url.path, name: "kiriman")
    #expect(source.kind == .folder)
    #expect(source.parts.map(\.member) == ["a.csv", nil])
    #expect(
      PartReading(source.parts[1], options).rows.dropFirst() == [
        ["9901012001", "2023", "2023"], ["9901012001", "2024", "2024"],
      ])
  }

  @Test func membersBeyondTheLimitAreRefused() throws {
    var limits = InputLimits()
    limits.members = 100
    for name in ["dok.tar.gz", "dok.zip"] {
      let bytes = try ArchiveReadingTests.bytes(name)
      #expect(try PartReading.refusal(bytes, name: name, in: folder, limits: limits)?.code == "archive-too-large")
    }
  }

  @Test func damagedArchivesNeverDoHarm() throws {
    var generator = SeededGenerator(seed: 51)
    var limits = InputLimits()
    limits.unpackedBytes = 8 << 20
    limits.trustedBytes = 1 << 20
    let names = [
      "satu.gz", "dua.gz", "gnu.tar", "pax.tar", "tautan.tar.gz", "dok-rusak.tar", "campur.zip", "lapis2.zip",
      "tabel.tar.gz",
    ]
    for _ in 0..<200 * SeededGenerator.factor {
      var bytes = try ArchiveReadingTests.bytes(generator.pick(names))
      generator.mutate(&bytes, with: "\u{0}01PK/.x", times: 1...12)
      if let problem = try PartReading.refusal(bytes, in: folder, limits: limits) {
        #expect(problem.place?.file.hasPrefix("berkas.dat") == true)
      }
    }
  }
}
