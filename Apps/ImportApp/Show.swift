import AppSupport
import ArgumentParser

struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Satu batch selengkapnya. (Everything about one batch.)")

  @Argument(help: ArgumentHelp("Nomor batch. (batch)", valueName: "batch"))
  var batch: Int64

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.showBatch(batch, json: output.json) } }
}
