// swift-tools-version: 6.2
import Foundation
import PackageDescription

/// The data files of the plugin folders below `path` (declarations, examples, samples, readmes): they are read at run
/// time and never compiled, so a new declarative plugin needs no line here.
func pluginData(_ path: String) -> [String] {
  let root = Context.packageDirectory + "/" + path
  var found: [String] = []
  func visit(_ relative: String) {
    let full = relative.isEmpty ? root : root + "/" + relative
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: full)) ?? []).sorted()
    for name in names {
      let child = relative.isEmpty ? name : relative + "/" + name
      var isDirectory: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + child, isDirectory: &isDirectory)
      if isDirectory.boolValue {
        if name == "Examples" || name == "Sample" { found.append(child) } else { visit(child) }
      } else if !name.hasSuffix(".swift") {
        found.append(child)
      }
    }
  }
  visit("")
  return found
}

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Modules/\(name)", exclude: pluginData("Modules/\(name)"))
}

func system(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
  .systemLibrary(name: name, path: "Modules/System/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

func app(_ product: String, _ name: String) -> Target {
  .executableTarget(
    name: product,
    dependencies: [
      "AppSupport", "Diagnostics", .product(name: "ArgumentParser", package: "swift-argument-parser"),
    ],
    path: "Apps/\(name)")
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, path: "Tests/\(name)Tests",
    exclude: pluginData("Tests/\(name)Tests"))
}

let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let sqlite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let log: Target.Dependency = .product(name: "Logging", package: "swift-log")

let package = Package(
  name: "sinergi",
  products: [
    .executable(name: "sinergi-admin", targets: ["sinergi-admin"]),
    .executable(name: "sinergi-import", targets: ["sinergi-import"]),
    .executable(name: "sinergi-report", targets: ["sinergi-report"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    system("CYAML", "yaml-0.1", "libyaml-dev"),
    system("CZip", "libzip", "libzip-dev"),
    system("CExpat", "expat", "libexpat1-dev"),
    system("CXlsxWriter", "xlsxwriter", "libxlsxwriter-dev"),
    system("CFreeXL", "freexl", "libfreexl-dev"),
    system("CZlib", "zlib", "zlib1g-dev"),

    module("Diagnostics"),
    module("YAML", ["Diagnostics", "CYAML"]),
    module("Tabular", ["Diagnostics", "CZip", "CExpat", "CZlib", "CFreeXL"]),
    module("Domain", ["Diagnostics"]),
    module("Workbooks", ["Diagnostics", "CXlsxWriter"]),
    module("Storage", ["Diagnostics", "Domain"]),
    module("PluginKit", ["Diagnostics", "Domain", "Storage"]),
    module("Importers", ["Diagnostics", "Domain", "PluginKit", "Storage", "Tabular", crypto]),
    module("Reporting", ["Diagnostics", "Domain", "PluginKit", "Storage", "Workbooks", "CXlsxWriter", "CZip"]),
    module("Forms", ["Diagnostics", "Domain", "Importers", "PluginKit", "Storage", "Workbooks"]),
    module("Regions", ["Diagnostics", "Domain", "PluginKit"]),
    module("Indicators", ["Diagnostics", "Domain", "PluginKit"]),
    module("Registry", ["Diagnostics", "Domain", "PluginKit", "YAML"]),
    module("StorageSQLite", ["Diagnostics", "Domain", "Storage", grdb, sqlite, crypto]),
    module(
      "AppSupport",
      [
        "Diagnostics", "Domain", "Forms", "Importers", "Indicators", "PluginKit", "Regions", "Registry", "Reporting",
        "Storage", "StorageSQLite", "Tabular", "Workbooks", "YAML", log,
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    module(
      "PluginTesting",
      [
        "Diagnostics", "Domain", "Importers", "PluginKit", "Registry", "Reporting", "Storage", "Tabular", "YAML",
        "CZip",
        "CExpat", "CFreeXL",
      ]),

    app("sinergi-admin", "AdminApp"),
    app("sinergi-import", "ImportApp"),
    app("sinergi-report", "ReportApp"),

    tests("Diagnostics", ["Diagnostics"]),
    tests("Domain", ["Domain", "Diagnostics"]),
    tests("PluginKit", ["PluginKit", "Domain", "Diagnostics"]),
    tests("YAML", ["YAML", "Diagnostics"]),
    tests("Registry", ["Registry", "Diagnostics", "Domain", "PluginKit", "YAML"]),
    tests("Tabular", ["Tabular", "Diagnostics", "CZip", "sinergi-import"]),
    tests("StorageSQLite", ["StorageSQLite", "Storage", "Diagnostics", "Domain", "PluginTesting", grdb]),
    tests(
      "Importers",
      [
        "Importers", "StorageSQLite", "Storage", "Diagnostics", "Domain", "PluginKit", "PluginTesting", "Regions",
        "Registry", "Tabular",
      ]),
    tests("Indicators", ["Indicators", "Diagnostics", "Domain", "PluginKit", "PluginTesting", "Registry"]),
    tests("Regions", ["Regions", "Diagnostics", "Domain", "PluginKit"]),
    tests("PluginTesting", ["PluginTesting"]),
    tests("Reporting", ["Reporting", "Diagnostics", "PluginTesting", "Workbooks"]),
    tests("Examples", ["AppSupport", "Diagnostics", "PluginKit", "Registry"]),
    tests("CommandLine", ["PluginTesting", "sinergi-admin", "sinergi-import", "sinergi-report"]),
    tests("Documentation", ["AppSupport", "Diagnostics", "Registry"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  // `make check` sets this; a newer compiler's new warnings must not keep anybody else from building.
  if Context.environment["SINERGI_WARNINGS_AS_ERRORS"] != nil {
    target.swiftSettings?.append(.treatAllWarnings(as: .error))
  }
}
