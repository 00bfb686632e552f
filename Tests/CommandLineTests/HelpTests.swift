import Foundation
import Testing

@Suite struct HelpTests {
  /// Every command there is; what `--help` lists has to be exactly this.
  static let commands: [Program: [String]] = [
    .admin: [
      "init", "migrate", "config", "plugins", "datasets", "region", "backup", "restore", "verify", "stats",
      "config check", "config show", "config schema", "plugins list", "plugins show", "plugins enable",
      "plugins disable", "plugins new", "plugins test", "region find", "region show", "region diff", "region events",
      "region codes",
      "audit", "audit log",
      "audit verify", "trace", "period", "period lock", "period unlock", "period list",
    ],
    .imports: [
      "list", "inspect", "run", "singer", "sample", "batches", "show", "undo", "set", "rejects", "rejects list",
      "agree", "rejects show", "rejects export", "rejects retry", "rejects discard", "aliases", "aliases list",
      "aliases add",
      "aliases remove", "template", "meeting", "meeting add", "action", "action add", "action update", "action close",
      "action propose",
    ],
    .report: ["list", "run"],
  ]

  static let lines: [(Program, String)] = Program.allCases.flatMap { program in
    ([""] + (commands[program] ?? [])).map { (program, $0) }
  }

  @Test("Help of every command is printed on standard output", arguments: lines)
  func helpIsPrinted(program: Program, command: String) throws {
    let words = command.split(separator: " ").map(String.init)
    let outcome = try Workplace().run(program, words + ["--help"]).expect(0)
    #expect(outcome.errors == "")
    #expect(outcome.text.contains("USAGE: \(([program.rawValue] + words).joined(separator: " "))"))
    let listed = Self.subcommands(outcome.text)
    let depth = words.count + 1
    let wanted = (Self.commands[program] ?? []).filter {
      let parts = $0.split(separator: " ").map(String.init)
      return parts.count == depth && Array(parts.dropLast()) == words
    }.compactMap { $0.split(separator: " ").last.map(String.init) }
    #expect(Set(listed) == Set(wanted))
  }

  /// The names in the section SUBCOMMANDS of a help page.
  private static func subcommands(_ help: String) -> [String] {
    guard let section = help.range(of: "SUBCOMMANDS:") else { return [] }
    return help[section.upperBound...].split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first.map(String.init) }.filter { $0 != "help" && $0 != "See" }
  }

  @Test("The version is a bare number", arguments: Program.allCases)
  func versionIsABareNumber(program: Program) throws {
    let outcome = try Workplace().run(program, ["--version"]).expect(0)
    #expect(outcome.text.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    #expect(outcome.errors == "")
  }

  @Test("Help needs neither configuration nor store", arguments: Program.allCases)
  func helpNeedsNothing(program: Program) throws {
    let place = try Workplace()
    try place.write("version: [", to: "plugins.yaml")
    try place.run(program, ["--help"]).expect(0)
    #expect(!place.exists("sinergi.sqlite"))
  }

  @Test(
    "Wrong usage ends with 64, says so on standard error and leaves standard output empty",
    arguments: [
      (Program.admin, ["nonesuch"]), (.admin, ["region", "show"]), (.admin, ["init", "--nonesuch"]),
      (.admin, ["backup"]), (.admin, ["stats", "--wait", "lama"]), (.admin, ["region", "find", "x", "--limit", "0"]),
      (.imports, ["run"]), (.imports, ["run", "idm_status"]), (.imports, ["batches", "--limit", "-1"]),
      (.imports, ["aliases", "add", "Sedulang"]), (.imports, ["aliases", "remove", "Sedulang"]),
      (.report, ["run"]), (.report, ["run", "idm_status", "extra"]), (.report, ["run", "idm_status", "--region"]),
    ])
  func wrongUsage(program: Program, arguments: [String]) throws {
    let outcome = try Workplace().run(program, arguments).expect(64)
    #expect(outcome.text == "")
    #expect(outcome.errors.contains("--help"))
  }
}
