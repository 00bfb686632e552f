import AppSupport
import ArgumentParser

struct RejectsShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Baris ditolak selengkapnya. (Rejected rows whole.)")

  @Argument(help: ArgumentHelp("Id baris ditolak, atau batch:12. (reject ids, or batch:12)", valueName: "id"))
  var subjects: [String]

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) {
      try $0.showRejects(try Session.rejectFilter(subjects, openOnly: false), json: output.json)
    }
  }
}
