import Foundation
import Testing

/// The store with the bundled sample, made once by the commands themselves and copied for each test that reads it.
enum SampleStore {
  /// How many batches the sample is: a file each.
  static let batches = 38

  private static let path: Result<String, any Error> = Result {
    let place = try Workplace()
    try place.admin("init").expect(0)
    try place.imports("sample").expect(0)
    let kept = FileManager.default.temporaryDirectory.appending(
      path: "sinergi-cli-sample-\(ProcessInfo.processInfo.processIdentifier).sqlite"
    ).path
    try place.admin("backup", kept).expect(0)
    atexit { SampleStore.remove() }
    return kept
  }

  private static func remove() {
    if let path = try? path.get() { try? FileManager.default.removeItem(atPath: path) }
  }

  /// A workplace whose store holds the sample.
  static func workplace() throws -> Workplace {
    let place = try Workplace()
    try FileManager.default.copyItem(atPath: path.get(), toPath: place.store)
    return place
  }
}

/// The real files that lie beside the checkout where the project is developed; tests that need them are skipped elsewhere.
enum SharedFiles {
  static let folder = URL(filePath: Products.checkout).deletingLastPathComponent().path + "/shared"
  static let isThere = FileManager.default.fileExists(atPath: folder + "/reference/regions_national_2025.csv")
  static let why: Comment = "the reference data in ../shared are not here"

  static func path(_ name: String) -> String { folder + "/" + name }

  private static let national: Result<String, any Error> = Result {
    let place = try Workplace()
    try place.admin("init").expect(0)
    try place.imports(
      "run", "region_register", path("reference/regions_national_2025.csv"), "--set", "effective=2025-04-25"
    ).expect(0)
    let kept = FileManager.default.temporaryDirectory.appending(
      path: "sinergi-cli-national-\(ProcessInfo.processInfo.processIdentifier).sqlite"
    ).path
    try place.admin("backup", kept).expect(0)
    atexit { SharedFiles.remove() }
    return kept
  }

  private static func remove() {
    if let path = try? national.get() { try? FileManager.default.removeItem(atPath: path) }
  }

  /// A workplace whose store holds the national register of 2025, imported once.
  static func nationalWorkplace() throws -> Workplace {
    let place = try Workplace()
    try FileManager.default.copyItem(atPath: national.get(), toPath: place.store)
    return place
  }
}
