import AppSupport
import ArgumentParser

struct Batches: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Batch terakhir. (The latest batches.)")

  @Option(name: .long, help: ArgumentHelp("Paling banyak sekian. (at most)", valueName: "n"))
  var limit = 20

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (1...100_000).contains(limit) else { throw ValidationError("--limit: 1 .. 100000") }
  }

  func run() throws { try Session.run(options) { try $0.listBatches(limit: limit, json: output.json) } }
}
