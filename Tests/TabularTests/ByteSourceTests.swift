import Diagnostics
import Foundation
import Tabular
import Testing

@Suite struct ByteSourceTests {
  @Test func aFileIsReadInBlocks() throws {
    let folder = try TemporaryFolder()
    let text = "a,b\n" + String(repeating: "1,2\n", count: 100_000)
    let path = try folder.file("f.csv", Array(text.utf8))
    let reading = Reading(source: try FileByteSource(path: path), options: CSVOptions(file: path))
    #expect(reading.rows.count == 100_001)
    #expect(reading.problems == [])
  }

  @Test func aPipeIsReadToItsEnd() throws {
    let pipe = Pipe()
    let text = "a;b\n" + String(repeating: "1;2\n", count: 50_000)
    let writer = Thread {
      pipe.fileHandleForWriting.write(Data(text.utf8))
      try? pipe.fileHandleForWriting.close()
    }
    writer.start()
    let source = FileDescriptorByteSource(pipe.fileHandleForReading.fileDescriptor, name: "-")
    let reading = Reading(source: source, options: CSVOptions(file: "-"))
    #expect(reading.rows.count == 50_001)
    #expect(reading.delimiter == ";")
  }

  @Test func aMissingFileAndAFolderAreReportedInWords() throws {
    let folder = try TemporaryFolder()
    let missing = folder.url.appending(path: "tidak-ada.csv").path
    let notFound = try #require(throws: Diagnostic.self) { try FileByteSource(path: missing) }
    #expect(notFound.code == "file-unreadable")
    #expect(
      notFound.line(in: .indonesian) == "\(missing): galat: berkas tidak ditemukan; periksa nama dan foldernya")
    let isFolder = try #require(throws: Diagnostic.self) { try FileByteSource(path: folder.url.path) }
    #expect(
      isFolder.line(in: .english) == "\(folder.url.path): error: this is a folder, not a file; name a file in it")
  }

  @Test func aSourceThatFailsMidwayEndsTheReading() throws {
    struct Failing: ByteSource {
      var calls = 0
      mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(Diagnostic) -> Int {
        calls += 1
        if calls > 1 { throw Diagnostic(code: "file-unreadable", message: "x") }
        buffer.copyBytes(from: "a,b\n".utf8)
        return 4
      }
    }
    var reader = CSVReader(Failing(), options: CSVOptions(file: "f.csv"))
    #expect(throws: Diagnostic.self) { try reader.nextBlock() }
    #expect(try reader.nextBlock() == nil)
  }

  @Test func windows1252BecomesUTF8InPiecesOfAnySize() {
    let input: [UInt8] = Array("a,b\n".utf8) + [0x93, 0xE9, 0x94, 0x2C, 0x80, 0x0A, 0x81, 0x2C, 0xFF]
    let expected = [["a", "b"], ["\u{201C}é\u{201D}", "€"], ["\u{81}", "ÿ"]]
    for chunk in [1, 2, 100] {
      for blockBytes in [1, 4, 1000] {
        let reading = Reading(input, chunk: chunk, blockBytes: blockBytes) { $0.encoding = .windows1252 }
        #expect(reading.rows == expected)
        #expect(reading.problems == [])
      }
    }
  }
}
