import AppSupport
import ArgumentParser

struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Mengimpor data contoh plugin daerah yang aktif. (Import the samples of enabled region plugins.)")

  @Argument(help: ArgumentHelp("Id plugin daerah; tanpa ini semuanya. (region plugins)", valueName: "daerah"))
  var regions: [String] = []

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      try session.finish(session.importSamples(regions), json: output.json, dryRun: false)
    }
  }
}
