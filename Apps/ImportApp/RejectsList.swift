import AppSupport
import ArgumentParser

struct RejectsList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Baris ditolak menurut saringan. (Rejected rows by filters.)")

  @Option(name: .long, help: ArgumentHelp("Paling banyak sekian. (at most)", valueName: "n"))
  var limit = 50

  @OptionGroup var choice: RejectChoice
  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit: 1 .. 1000000") }
  }

  func run() throws {
    try Session.run(options) {
      try $0.listRejects(try $0.rejectFilter(choice), limit: limit, json: output.json)
    }
  }
}
