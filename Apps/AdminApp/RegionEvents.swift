import AppSupport
import ArgumentParser

struct RegionEvents: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Perubahan kode wilayah yang tercatat. (Recorded changes of codes.)")

  @Option(name: .long, help: ArgumentHelp("Hanya wilayah ini. (this region only)", valueName: "kode"))
  var region: String?

  @Option(name: .long, help: ArgumentHelp("text, csv atau json. (format)", valueName: "format"))
  var format: String?

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.listEvents(region, format: format) } }
}
