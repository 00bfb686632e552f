import Foundation
import Testing

/// Plans as kecamatan keep them: the P3MD form with weeks as columns, and several sheets that are one plan.
struct PlanSheetTests {
  private let meeting = "tl_rapat=rakor-2021"

  private func schedule(_ place: Workplace) throws -> [String] {
    try place.query("SELECT tl_nomor, tl_mulai, tl_selesai FROM data_tindak_lanjut ORDER BY 1")
  }

  // MARK: Months and weeks

  /// Writes a workbook, or a document with one table, in which runs of equal cells of the header are merged.
  private func write(_ rows: [[String]], header: Int, to name: String, in place: Workplace) throws {
    let script = """
      import json, sys, zipfile
      from xml.sax.saxutils import escape
      name, header, rows = sys.argv[1], int(sys.argv[2]), json.loads(sys.argv[3])
      office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      package = "http://schemas.openxmlformats.org/package/2006/relationships"
      def relations(kind, target):
          return f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/{kind}" Target="{target}"/></Relationships>'
      def letter(column):
          return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)
      def spans(row):
          found, start = [], 0
          for column in range(1, len(row) + 1):
              if column == len(row) or row[column] != row[start] or not row[start]:
                  found.append((start, column - start)); start = column
          return found
      def workbook(out):
          data, merged = "", []
          for r, row in enumerate(rows):
              cells = ""
              for c, width in spans(row) if r < header else [(c, 1) for c in range(len(row))]:
                  if width > 1: merged.append(f"{letter(c)}{r + 1}:{letter(c + width - 1)}{r + 1}")
                  if row[c]: cells += f'<c r="{letter(c)}{r + 1}" t="inlineStr"><is><t>{escape(row[c])}</t></is></c>'
              data += f'<row r="{r + 1}">{cells}</row>'
          ranges = "".join(f'<mergeCell ref="{m}"/>' for m in merged)
          main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
          merged = f'<mergeCells>{ranges}</mergeCells>' if ranges else ""
          out.writestr("_rels/.rels", relations("officeDocument", "xl/workbook.xml"))
          out.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="RKTL" sheetId="1" r:id="r1"/></sheets></workbook>')
          out.writestr("xl/_rels/workbook.xml.rels", relations("worksheet", "worksheets/sheet1.xml"))
          out.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{main}"><sheetData>{data}</sheetData>{merged}</worksheet>')
      def document(out):
          body = ""
          for r, row in enumerate(rows):
              cells = ""
              for c, width in spans(row) if r < header else [(c, 1) for c in range(len(row))]:
                  cells += f'<w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr><w:p><w:r><w:t>{escape(row[c])}</w:t></w:r></w:p></w:tc>'
              body += f"<w:tr>{cells}</w:tr>"
          main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
          out.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>')
          out.writestr("_rels/.rels", relations("officeDocument", "word/document.xml"))
          out.writestr("word/document.xml", f'<w:document xmlns:w="{main}"><w:body><w:tbl>{body}</w:tbl></w:body></w:document>')
      with zipfile.ZipFile(name, "w") as out:
          (workbook if name.endswith(".xlsx") else document)(out)
      """
    let cells = rows.map { "[" + $0.map { "\"\($0)\"" }.joined(separator: ",") + "]" }.joined(separator: ",")
    try place.python(script, place.path(name), "\(header)", "[\(cells)]").expect(0)
  }

  /// Ten weeks of July to September with marks in some.
  private func form(_ months: [String], weeks: [String]) -> [[String]] {
    let groups = months.flatMap { Array(repeating: $0, count: 4) }
    func row(_ number: Int, _ action: String, _ marks: [Int: String]) -> [String] {
      ["\(number)", action] + (0..<groups.count).map { marks[$0] ?? "" } + ["Camat Kurun"]
    }
    return [
      ["No", "Rencana Tindak Lanjut"] + groups.map { _ in "Waktu Pelaksanaan" } + ["Penanggung Jawab"],
      ["", ""] + groups + [""],
      ["", ""] + months.flatMap { _ in weeks } + [""],
      row(1, "Sosialisasi", [0: "x"]), row(2, "Asistensi", [1: "✓", 2: "v", 3: "V"]),
      row(3, "Bimtek", [3: "x", 4: "-", 7: "x"]), row(4, "Evaluasi", [10: "ya", 11: "x"]), row(5, "Kosong", [:]),
    ]
  }

  private let planned = [
    "1|20210701|20210707", "2|20210708|20210731", "3|20210722|20210831", "4|20210915|20210930",
  ]

  @Test func weeksMarkedInAWorkbookAreTheDatesOfAnAction() throws {
    let place = try MeetingStore.workplace()
    try write(
      form(["Juli", "Agustus", "September"], weeks: ["I", "II", "III", "IV"]), header: 2, to: "rktl.xlsx", in: place)
    let outcome = try place.imports("run", "tindak_lanjut", "rktl.xlsx", "--set", meeting).expect(65)
    #expect(outcome.text.contains("dibaca 5, baru 4, berubah 0, tetap 0, dihapus 0, ditolak 1"), "\(outcome.errors)")
    #expect(try schedule(place) == planned)
    #expect(
      outcome.errors.contains(
        "rktl.xlsx[RKTL]:6:6: catatan: minggu yang ditandai tidak bersambung: dicatat dari 2021-07-22 sampai 2021-08-31"
      ), "\(outcome.errors)")
    #expect(outcome.errors.contains("rktl.xlsx[RKTL]:8:3: galat: tl_selesai kosong, padahal wajib diisi"))
    #expect(!outcome.errors.contains("tidak dikenal"), "\(outcome.errors)")
    // The row that was rejected can be read again with what it was headed by.
    let again = try place.imports("rejects", "retry", "3").expect(65)
    #expect(again.errors.contains("tl_selesai kosong, padahal wajib diisi"), "\(again.errors)")
  }

  @Test func theYearStandsInTheHeaderTheTitleTheOptionOrTheMeeting() throws {
    let place = try MeetingStore.workplace()
    let roman = ["I", "II", "III", "IV"]
    let header = form(["Juli 2021", "Agustus 2021", "September 2021"], weeks: roman)
    try write(header, header: 2, to: "rktl.docx", in: place)
    try place.imports("run", "tindak_lanjut", "rktl.docx", "--set", "tl_rapat=rakor-2022").expect(65)
    #expect(try schedule(place) == planned)
    try place.imports("undo", "3").expect(0)
    // Further months belong to the year after.
    let rows = form(["November", "Desember", "Januari"], weeks: ["1", "2", "3", "4"])
    let table = ["RKTL TAHUN 2022"] + rows.map { $0.joined(separator: ",") }
    try place.write(table.joined(separator: "\n") + "\n", to: "rktl.csv")
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", meeting).expect(65)
    #expect(
      try schedule(place) == [
        "1|20221101|20221107", "2|20221108|20221130", "3|20221122|20221231", "4|20230115|20230131",
      ])
    try place.imports("undo", "4").expect(0)
    try place.imports(
      "run", "tindak_lanjut", "rktl.csv", "--set", meeting, "--set", "period=2020"
    ).expect(65)
    #expect(try schedule(place).first == "1|20201101|20201107")
  }

  @Test func monthsAloneAndWeeksNamedOtherwiseAreReadToo() throws {
    let place = try MeetingStore.workplace()
    try place.write(
      "No,Kegiatan,Jul,Agt,Sep,PJ\n1,Asistensi,x,x,,Camat\n2,Bimtek,,,1,Camat\n3,Lain,0,-,,Camat\n", to: "bulan.csv")
    try place.imports("run", "tindak_lanjut", "bulan.csv", "--set", meeting).expect(65)
    #expect(try schedule(place) == ["1|20210701|20210831", "2|20210901|20210930"])
    try place.imports("undo", "3").expect(0)
    try place.write(
      """
      No,Kegiatan,Februari 2024,,,,PJ,Mulai
      ,,M1,M2,Minggu ke-3,Minggu IV,,
      1,Asistensi,,,x,x,Camat,
      2,Bimtek,x,,x,,Camat,2024-02-05

      """, to: "minggu.csv")
    let outcome = try place.imports("run", "tindak_lanjut", "minggu.csv", "--set", meeting).expect(0)
    #expect(try schedule(place) == ["1|20240215|20240229", "2|20240205|20240221"])
    #expect(outcome.errors.contains("minggu.csv:4:3: catatan: minggu yang ditandai tidak bersambung"))
  }

  // MARK: Sheets of one plan

  private static let header = "No,Rencana Tindak Lanjut,Lokasi,Batas Waktu,PJ,Status\n"
  private static let kurun =
    header + "1,Asistensi RKP Desa,Kurun,2021-09-30,Camat Kurun,belum\n2,Musrenbang,Gunung Mas,2021-12-31,DPMD,belum\n"
  private static let rungan =
    header
    + "1,\"Asistensi RKP-Desa\",Rungan,2021-09-30,Camat Rungan,belum\n2,Bimtek,Rungan,2021-10-31,Camat Rungan,belum\n"
    + "3,musrenbang,Gunung Mas,31 Desember 2021,DPMD,proses\n"

  private func actions(_ place: Workplace) throws -> [String] {
    try place.query(
      "SELECT tl_nomor, tl_kegiatan, tl_lokasi, tl_status, tl_nomor_asal FROM data_tindak_lanjut ORDER BY tl_nomor")
  }

  private func sheets() throws -> Workplace {
    let place = try MeetingStore.workplace()
    try place.write(Self.kurun, to: "kurun.csv")
    try place.write(Self.rungan, to: "rungan.csv")
    try place.imports("run", "tindak_lanjut", "kurun.csv", "--set", meeting).expect(0).says("baru 2")
    return place
  }

  @Test func whatTwoSheetsHaveInCommonAwaitsADecision() throws {
    let place = try sheets()
    let before = try place.query("SELECT count(*) FROM batch")
    let same =
      "rungan.csv:4:2: galat: baris 4 sama dengan tindak lanjut nomor 2 (kurun.csv); putuskan: --set same=merge"
    let preview = try place.imports("run", "tindak_lanjut", "rungan.csv", "--set", meeting, "--dry-run").expect(65)
    #expect(preview.errors.contains(same), "\(preview.errors)")
    #expect(
      preview.errors.contains(
        "rungan.csv:2:1: peringatan: nomor 1 sudah dipakai tindak lanjut lain (kurun.csv): dicatat dengan nomor 4"),
      "\(preview.errors)")
    let refused = try place.imports("run", "tindak_lanjut", "rungan.csv", "--set", meeting).expect(65)
    #expect(refused.errors.contains(same))
    #expect(try place.query("SELECT count(*) FROM batch") == before, "nothing is kept before it is decided")
    let wrong = try place.imports(
      "run", "tindak_lanjut", "rungan.csv", "--set", meeting, "--set", "same=mungkin"
    ).expect(64)
    #expect(wrong.errors.contains("opsi `same`: `mungkin` bukan merge, keep atau keep:BARIS,…"))
  }

  @Test func sheetsMergeAndAreReadAgainWithoutChange() throws {
    let place = try sheets()
    let merged = try place.imports(
      "run", "tindak_lanjut", "rungan.csv", "--set", meeting, "--set", "same=merge"
    ).expect(0).says("dibaca 3, baru 2, berubah 1")
    #expect(
      merged.errors.contains(
        "rungan.csv:4:2: peringatan: baris 4 sama dengan tindak lanjut nomor 2 (kurun.csv): digabung"))
    let wanted = [
      "1|Asistensi RKP Desa|6210020000|1|", "2|musrenbang|6210000000|2|3",
      "4|Asistensi RKP-Desa|6210060000|1|1", "5|Bimtek|6210060000|1|2",
    ]
    #expect(try actions(place).map(Self.short) == wanted.map(Self.short))
    // Read again, both sheets find their actions, also without the decision.
    try place.imports("run", "tindak_lanjut", "rungan.csv", "--set", meeting).expect(0).says("tetap 3")
    try place.imports("run", "tindak_lanjut", "kurun.csv", "--set", meeting, "--dry-run").expect(0).says("baru 0")
    // A newer edition of the same file changes its own rows and adds to them.
    try place.write(
      Self.rungan.replacing("Bimtek", with: "Bimtek aparatur") + "4,Evaluasi,Rungan,2021-12-31,Camat Rungan,belum\n",
      to: "rungan.csv")
    try place.imports("run", "tindak_lanjut", "rungan.csv", "--set", meeting).expect(0).says(
      "baru 1, berubah 1, tetap 2")
    #expect(try actions(place).suffix(2).map { $0.components(separatedBy: "|")[1] } == ["Bimtek aparatur", "Evaluasi"])
    try place.imports("undo", "5").expect(0)
    try place.imports("undo", "4").expect(0)
    #expect(try actions(place).count == 2)
    #expect(try actions(place)[1].contains("Musrenbang"))
    try place.admin("verify").expect(0)
  }

  /// Without the place, whose number is the store's business.
  private static func short(_ row: String) -> [String] {
    let cells = row.components(separatedBy: "|")
    return [cells[0], cells[1], cells[3], cells[4]]
  }

  @Test func actionsMayBeKeptApartRowByRow() throws {
    let place = try sheets()
    let kept = try place.imports(
      "run", "tindak_lanjut", "rungan.csv", "--set", meeting, "--set", "same=keep:4"
    ).expect(0).says("baru 3")
    #expect(kept.errors.contains("baris 4 sama dengan tindak lanjut nomor 2 (kurun.csv): dicatat tersendiri"))
    #expect(try actions(place).map { $0.components(separatedBy: "|")[0] } == ["1", "2", "3", "4", "5"])
    try place.imports("run", "tindak_lanjut", "rungan.csv", "--set", meeting).expect(0).says("tetap 3")
    try place.imports("undo", "4").expect(0)
    try place.imports(
      "run", "tindak_lanjut", "rungan.csv", "--set", meeting, "--set", "same=keep:99"
    ).expect(0).says("baru 2")
    // By hand, who adds an action means another one.
    let added = try place.imports(
      "action", "add", "rakor-2021", "Bimtek", "--party", "Camat Rungan", "--due", "2021-10-31", "--place", "Rungan"
    ).expect(0).says("baru 1")
    #expect(
      added.errors.contains("sama dengan tindak lanjut nomor 5 (rungan.csv): dicatat tersendiri"), "\(added.errors)")
  }

  @Test func aFileOfAnotherNameWithTheSameRowsIsANewEdition() throws {
    let place = try sheets()
    try place.write(
      Self.kurun.replacing("2021-09-30", with: "2021-10-31") + "3,Evaluasi,Kurun,2021-12-31,Camat Kurun,belum\n",
      to: "kurun-rev.csv")
    let outcome = try place.imports("run", "tindak_lanjut", "kurun-rev.csv", "--set", meeting).expect(0)
      .says("baru 1, berubah 1, tetap 1")
    #expect(
      outcome.errors.contains(
        "kurun-rev.csv:2:1: catatan: 2 tindak lanjut sama dengan yang dari kurun.csv: dibaca sebagai edisi barunya"))
  }

  @Test func sheetsOfOneWorkbookMergeToo() throws {
    let place = try MeetingStore.workplace()
    let script = """
      import sys, zipfile
      main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
      office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
      package = "http://schemas.openxmlformats.org/package/2006/relationships"
      header = ["No", "Rencana Tindak Lanjut", "Batas Waktu", "PJ"]
      sheets = {"Kurun": [["1", "Asistensi", "2021-09-30", "Camat Kurun"], ["2", "Rakor", "2021-12-01", "DPMD"]],
                "Rungan": [["1", "Bimtek", "2021-09-30", "Camat Rungan"], ["2", "Rakor", "2021-12-01", "DPMD"]]}
      def cell(r, c, text): return f'<c r="{"ABCD"[c]}{r + 1}" t="inlineStr"><is><t>{text}</t></is></c>'
      with zipfile.ZipFile(sys.argv[1], "w") as out:
          names = list(sheets)
          out.writestr("_rels/.rels", f'<Relationships xmlns="{package}"><Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
          out.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>' + "".join(f'<sheet name="{n}" sheetId="{i + 1}" r:id="r{i + 1}"/>' for i, n in enumerate(names)) + "</sheets></workbook>")
          out.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">' + "".join(f'<Relationship Id="r{i + 1}" Type="{office}/worksheet" Target="worksheets/s{i + 1}.xml"/>' for i in range(len(names))) + "</Relationships>")
          for i, n in enumerate(names):
              rows = "".join(f'<row r="{r + 1}">{"".join(cell(r, c, t) for c, t in enumerate(row))}</row>' for r, row in enumerate([header] + sheets[n]))
              out.writestr(f"xl/worksheets/s{i + 1}.xml", f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>')
      """
    try place.python(script, place.path("rktl.xlsx")).expect(0)
    let asked = try place.imports("run", "tindak_lanjut", "rktl.xlsx", "--set", meeting).expect(65)
    #expect(
      asked.errors.contains(
        "rktl.xlsx[Rungan]:3:2: galat: baris 3 sama dengan tindak lanjut nomor 2 (rktl.xlsx, Kurun)"), "\(asked.errors)"
    )
    try place.imports("run", "tindak_lanjut", "rktl.xlsx", "--set", meeting, "--set", "same=merge").expect(0)
    let found = try actions(place).map { $0.components(separatedBy: "|")[0...1].joined(separator: " ") }
    #expect(found == ["1 Asistensi", "2 Rakor", "3 Bimtek"])
    try place.imports("run", "tindak_lanjut", "rktl.xlsx", "--set", meeting, "--set", "same=merge").expect(0)
      .says("baru 0, berubah 0, tetap 3").says("1 baris digabung dengan baris yang sama dari lembar lain berkas ini")
  }
}
