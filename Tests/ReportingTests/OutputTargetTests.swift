import Diagnostics
import Foundation
import Reporting
import Testing
import Workbooks

@Suite struct OutputTargetTests {
  private struct Stop: Error {}

  private static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test func aDashAndNothingAreStandardOutput() {
    #expect(OutputTarget(argument: nil) == .standardOutput)
    #expect(OutputTarget(argument: "-") == .standardOutput)
    #expect(OutputTarget(argument: "a/-") == .file("a/-"))
  }

  @Test func aFileAppearsWholeAndNothingElseDoes() throws {
    try Self.inFolder { folder in
      let path = folder + "/laporan.txt"
      try OutputTarget.file(path).write { sink in
        try sink.write("satu")
        try sink.write(String(repeating: "x", count: 200_000))
        #expect(!FileManager.default.fileExists(atPath: path))
      }
      let text = try String(contentsOfFile: path, encoding: .utf8)
      #expect(text.utf8.count == 200_004)
      #expect(text.hasPrefix("satux"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["laporan.txt"])
    }
  }

  @Test func afterAFailureTheOldFileStandsUntouched() throws {
    try Self.inFolder { folder in
      let path = folder + "/laporan.txt"
      try "lama".write(toFile: path, atomically: false, encoding: .utf8)
      #expect(throws: Stop.self) {
        try OutputTarget.file(path).write { sink in
          try sink.write("baru")
          throw Stop()
        }
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "lama")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["laporan.txt"])
    }
  }

  @Test func aLinkIsFollowedAndRightsAreKept() throws {
    try Self.inFolder { folder in
      let real = folder + "/asli.txt"
      let link = folder + "/tautan.txt"
      try "lama".write(toFile: real, atomically: false, encoding: .utf8)
      chmod(real, 0o640)
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "asli.txt")
      try OutputTarget.file(link).write { try $0.write("baru") }
      #expect(try String(contentsOfFile: real, encoding: .utf8) == "baru")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "asli.txt")
      let rights = try FileManager.default.attributesOfItem(atPath: real)[.posixPermissions] as? Int
      #expect(rights == 0o640)
    }
  }

  @Test(arguments: [
    ("/folder-yang-tidak-ada/laporan.txt", "foldernya tidak ada"), ("/tmp", "itu folder, bukan berkas"),
    ("/etc/hostname/laporan.txt", "sebagian jalurnya bukan folder"), ("/dev/full", "ruang penyimpanan penuh"),
    ("/tmp/" + String(repeating: "n", count: 300), "namanya terlalu panjang"), ("", "foldernya tidak ada"),
  ])
  func whatCannotBeWrittenIsADiagnosticThatSaysWhy(path: String, reason: String) throws {
    let problem = #expect(throws: Diagnostic.self) {
      try OutputTarget.file(path).write { try $0.write("x") }
    }
    #expect(problem?.code == "output-unwritable")
    #expect(problem?.severity == .error)
    #expect(problem?.message.id == "hasil tidak dapat ditulis ke `\(path)`: \(reason)")
  }

  @Test func aReaderWhoLeavesEarlyEndsTheWritingSilently() throws {
    try Self.inFolder { folder in
      let path = folder + "/pipa"
      #expect(mkfifo(path, 0o600) == 0)
      let reader = Process()
      reader.executableURL = URL(fileURLWithPath: "/bin/sh")
      reader.arguments = ["-c", "head -c 10 \"$0\" > /dev/null", path]
      try reader.run()
      var pieces = 0
      try OutputTarget.file(path).write { sink in
        let block = String(repeating: "x", count: 100_000)
        for _ in 0..<1000 {
          try sink.write(block)
          pieces += 1
        }
      }
      reader.waitUntilExit()
      #expect(pieces < 1000)
    }
  }

  @Test func formatsKnowTheirFilesAndTypes() {
    #expect(ReportFormat(path: "/a.b/laporan.XLSX") == .xlsx)
    #expect(ReportFormat(path: "laporan.txt") == .text)
    #expect(ReportFormat(path: "/a.csv/laporan") == nil)
    #expect(ReportFormat.allCases.filter { !$0.isText } == [.xlsx, .pdf, .docx])
    #expect(ReportFormat(rawValue: "json")?.mediaType == "application/json")
    for format in ReportFormat.allCases { #expect(format.renderer().format == format) }
  }
}
