import AppSupport
import ArgumentParser

struct ConfigShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Nilai yang berlaku dan asalnya. (Values in force and their origin.)")

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.showConfiguration(json: output.json) } }
}
