import Foundation

/// What a process stands in: environment, clock, folder; given from outside so that tests can fix it.
public struct Surroundings: Sendable {
  public var environment: [String: String]
  public var currentDirectory: String
  public var executable: String?
  /// Seconds since 1970 (UTC).
  public var clock: @Sendable () -> Double

  public init(
    environment: [String: String], currentDirectory: String, executable: String?,
    clock: @escaping @Sendable () -> Double
  ) {
    self.environment = environment
    self.currentDirectory = currentDirectory
    self.executable = executable
    self.clock = clock
  }

  /// Those of this process. `SINERGI_NOW` (seconds since 1970, or `YYYY-MM-DDTHH:MM:SSZ`) fixes the clock.
  public static var ofProcess: Surroundings {
    let environment = ProcessInfo.processInfo.environment
    let fixed = environment["SINERGI_NOW"].flatMap(Self.seconds)
    return Surroundings(
      environment: environment, currentDirectory: FileManager.default.currentDirectoryPath, executable: executablePath,
      clock: { fixed ?? Date().timeIntervalSince1970 })
  }

  private static func seconds(_ text: String) -> Double? {
    Double(text) ?? ISO8601DateFormatter().date(from: text)?.timeIntervalSince1970
  }

  /// The program's own file, links resolved.
  private static var executablePath: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  /// The name that batches record: `--user`, `SINERGI_USER`, else the login name.
  func userName(_ given: String?) -> String {
    if let given, !given.isEmpty { return given }
    if let named = environment["SINERGI_USER"], !named.isEmpty { return named }
    let login = environment["LOGNAME"] ?? environment["USER"] ?? ""
    return login.isEmpty ? NSUserName() : login
  }
}
