import PluginTesting
import Testing

@Suite struct SystemLibraryTests {
  /// The oldest versions that Debian 12 and Ubuntu 24.04 have.
  @Test(arguments: [("libzip", [1, 7]), ("expat", [2, 5]), ("freexl", [1, 0])])
  func theLibrariesOfOfficeFormatsAreThereAndNewEnough(name: String, oldest: [Int]) throws {
    let version = try #require(SystemLibraries.versions[name])
    let numbers = version.split { !$0.isNumber }.compactMap { Int($0) }
    #expect(!numbers.lexicographicallyPrecedes(oldest), "\(name) \(version)")
  }
}
