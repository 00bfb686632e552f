import PluginTesting
import Testing

@Suite struct ConformanceTests {
  @Test(arguments: StoreConformance.cases)
  func theStoreKeepsItsContract(_ contract: StoreConformance) throws {
    for failure in contract.run(on: try SQLiteFixture()) {
      Issue.record(
        Comment(rawValue: failure.text),
        sourceLocation: SourceLocation(
          fileID: failure.fileID, filePath: failure.filePath, line: failure.line, column: failure.column))
    }
  }
}
