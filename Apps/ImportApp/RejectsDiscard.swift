import AppSupport
import ArgumentParser

struct RejectsDiscard: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "discard", abstract: "Menyisihkan baris ditolak dengan alasan. (Give rejected rows up, with a reason.)"
  )

  @Argument(help: ArgumentHelp("Id baris ditolak, atau batch:12. (reject ids, or batch:12)", valueName: "id"))
  var subjects: [String]

  @Option(name: .long, help: ArgumentHelp("Alasannya, dicatat. (reason, recorded)", valueName: "teks"))
  var reason: String

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) {
      try $0.discardRejects(try Session.rejectFilter(subjects, openOnly: true), reason: reason)
    }
  }
}
