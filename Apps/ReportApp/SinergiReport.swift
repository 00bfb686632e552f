import AppSupport
import ArgumentParser

@main
struct SinergiReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sinergi-report",
    abstract: "Laporan dari data Sinergi. (Reports on the data of Sinergi.)",
    version: sinergiVersion,
    subcommands: [ListReports.self, Run.self])
}
