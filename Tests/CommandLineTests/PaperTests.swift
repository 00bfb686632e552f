import Foundation
import Testing

/// Reports as files to be printed, edited and signed.
struct PaperTests {
  private static func isInstalled(_ commands: String...) -> Bool {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return commands.contains { command in
      folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(command)") }
    }
  }

  static let hasPandoc = isInstalled("pandoc")
  static let hasBrowser = isInstalled("chromium", "chromium-browser", "google-chrome", "chrome")

  /// A meeting with an action, so that its paper has upright pages and one that lies across.
  private func workplace() throws -> Workplace {
    let place = try Workplace()
    try place.write("code,name\n62,Kalimantan Tengah\n62.10,Kabupaten Gunung Mas\n62.10.02,Kurun\n", to: "daftar.csv")
    try place.write(
      "ID Rapat,Judul,Wilayah,Mulai,Tempat\nrakor-2021,Rapat <b>Koordinasi</b> & RKTL,62.10,16 Juni 2021,Kuala Kurun\n",
      to: "rapat.csv")
    let rows = (1...60).map { "\($0),Masalah \($0),Tindak lanjut nomor \($0),Kurun,31/12/2021,Camat Kurun,1.500.000" }
    try place.write(
      "No,Permasalahan,Rencana Tindak Lanjut,Lokasi,Batas Waktu,Penanggung Jawab,Biaya\n"
        + rows.joined(separator: "\n") + "\n", to: "rktl.csv")
    try place.admin("init").expect(0)
    try place.imports("run", "region_register", "daftar.csv", "--set", "effective=2018-01-01").expect(0)
    try place.imports("run", "rapat", "rapat.csv").expect(0)
    try place.imports("run", "tindak_lanjut", "rktl.csv", "--set", "tl_rapat=rakor-2021").expect(0)
    return place
  }

  @Test(.enabled(if: hasPandoc, "pandoc is not installed: no DOCX is made"))
  func aDOCXStandsUprightAndLiesAcrossWhereItsTablesAreWide() throws {
    let place = try workplace()
    try place.report("run", "berita_acara", "--set", "meeting=rakor-2021", "--output", "surat.docx").expect(0)
    let told = try place.python(
      """
      import sys, zipfile, xml.dom.minidom as dom
      parts = zipfile.ZipFile(sys.argv[1])
      assert parts.testzip() is None
      document = dom.parseString(parts.read("word/document.xml"))
      dom.parseString(parts.read("word/styles.xml"))
      texts = lambda node: "".join(t.firstChild.data for t in node.getElementsByTagName("w:t") if t.firstChild)
      print(" ".join(s.getAttribute("w:w") for s in document.getElementsByTagName("w:pgSz")))
      tables = document.getElementsByTagName("w:tbl")
      rows = [len(t.getElementsByTagName("w:tr")) for t in tables]
      # All but the places to sign have headings that are repeated.
      print(max(rows), len(document.getElementsByTagName("w:tblHeader")) == len(tables) - 1)
      widest = max(sum(int(c.getAttribute("w:w")) for c in t.getElementsByTagName("w:gridCol")) for t in tables)
      print(14500 < widest <= 14570)
      print("Rapat <b>Koordinasi</b> & RKTL" in texts(document), "enam belas" in texts(document))
      """, place.path("surat.docx")
    ).expect(0)
    #expect(told.lines == ["11906 16838", "61 True", "True", "True True"])
  }

  @Test(.enabled(if: hasBrowser, "no Chromium is installed: no PDF is made"))
  func aPDFIsWhatTheBrowserPrints() throws {
    let place = try workplace()
    try place.report("run", "actions", "--set", "meeting=rakor-2021", "--output", "rktl.pdf").expect(0)
    let file = try place.bytes("rktl.pdf")
    #expect(file.starts(with: Data("%PDF-".utf8)))
    let pages = String(decoding: file, as: UTF8.self).matches(of: /\/Type\s*\/Page\b/).count
    #expect(pages >= 2, "sixty rows take more than a page")
  }

  @Test(arguments: [("pdf", "Chromium", "chromium"), ("docx", "pandoc", "pandoc")])
  func withoutItsConverterAFormatSaysWhatToInstallAndWritesNothing(
    format: String, program: String, package: String
  ) throws {
    let place = try workplace()
    let command = "\"$BIN/sinergi-report\" run actions --set meeting=rakor-2021 --output rktl.\(format)"
    let outcome = try place.shell("PATH=/nonexistent; \(command)").expect(73)
    #expect(outcome.errors.contains("bentuk ini dibuat dengan \(program), yang tidak terpasang di sini"))
    #expect(outcome.errors.contains("sudo apt-get install \(package)"))
    #expect(!place.exists("rktl.\(format)"))
  }
}
