import AppSupport
import ArgumentParser
import Foundation

@main
struct SinergiAdmin: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sinergi-admin",
    abstract: "Menyiapkan dan merawat Sinergi. (Set up and look after Sinergi.)",
    version: sinergiVersion,
    subcommands: [
      Init.self, Migrate.self, Config.self, Plugins.self, Datasets.self, Region.self, Backup.self, Restore.self,
      Verify.self, Audit.self, Trace.self, PeriodCommand.self, Stats.self, GenerateDocs.self,
    ])

  static func main() {
    if let status = Worker.run(CommandLine.arguments) { Foundation.exit(status) }
    main(nil)
  }
}
