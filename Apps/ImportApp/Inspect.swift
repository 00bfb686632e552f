import AppSupport
import ArgumentParser

struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Memeriksa berkas dan folder, tanpa menulis apa pun. (Look at files and folders; writes nothing.)",
    discussion: "Menyebut importir yang cocok, judul, wilayah, periode, baris, masalah, dan perintahnya.")

  @Argument(help: ArgumentHelp("Berkas atau folder. (files or folders)", valueName: "berkas"))
  var paths: [String]

  @OptionGroup var settings: SetOptions
  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      let request = try session.importRequest(
        settings: settings.set, dryRun: true, strict: false, stage: nil, asOf: nil)
      try session.inspect(paths, request, json: output.json)
    }
  }
}
