import Diagnostics
import Foundation
import PluginTesting
import Storage
import Testing

@Suite struct StandardInputTests {
  private static let executable = Checkout.executable("sinergi-import")

  /// Through the executable: a test's own standard input is not its to read.
  @Test(.enabled(if: StandardInputTests.executable != nil, "sinergi-import was not built beside the tests"))
  func standardInputIsReadToItsEndAndItsCopyGoes() throws {
    let desk = try ImportDesk()
    let temporary = try ScratchFolder()
    let process = Process()
    process.executableURL = Self.executable
    process.arguments = [
      "run", "idm_status", "-", "--store", desk.folder("uji.sqlite"), "--config", desk.folder("plugins.yaml"),
    ]
    process.environment = ProcessInfo.processInfo.environment.merging(["TMPDIR": temporary.path]) { $1 }
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for piece in ["kode_desa,tahun,idm\n64.01.01", ".2001,2024,0.5\n64.01.01.2002,", "2024,0.6"] {
      try input.fileHandleForWriting.write(contentsOf: Data(piece.utf8))
    }
    try input.fileHandleForWriting.close()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try desk.row("64.01.01.2002")?.values["idm"] == .real(0.6))
    let batch = try #require(try desk.store.batches(limit: 1).first)
    #expect(batch.file == "-")
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary.path) == [])
  }
}
