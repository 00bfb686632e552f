import AppSupport
import ArgumentParser

struct AuditLog: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Catatan audit terakhir. (The latest audit entries.)")

  @Option(name: .long, help: ArgumentHelp("Paling banyak sekian. (at most)", valueName: "n"))
  var limit = 20

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit: 1 .. 1000000") }
  }

  func run() throws { try Session.run(options) { try $0.auditLog(limit: limit, json: output.json) } }
}
