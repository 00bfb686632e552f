import AppSupport
import ArgumentParser

struct PeriodList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Periode yang ditutup. (Closed periods.)")

  @Argument(help: ArgumentHelp("Id dataset; baku: semua. (dataset)", valueName: "dataset"))
  var dataset: String?

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.listLocks(dataset, json: output.json) } }
}
