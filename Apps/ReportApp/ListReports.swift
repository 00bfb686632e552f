import AppSupport
import ArgumentParser

struct ListReports: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Laporan yang aktif. (Enabled reports.)")

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.listReports(json: output.json) } }
}
