import AppSupport
import ArgumentParser

struct Datasets: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Dataset yang dideklarasikan dan isinya. (Datasets and what the store holds of them.)")

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.datasets(json: output.json) } }
}
