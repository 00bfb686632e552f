import AppSupport
import ArgumentParser

struct ActionsClose: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "close", abstract: "Mencatat bahwa tindak lanjut selesai. (Record that an action is done.)")

  @OptionGroup var name: ActionName
  @OptionGroup var entry: ProgressEntry
  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { session in
      let delivery = try session.updateAction(
        meeting: name.meeting, number: name.number, date: entry.date, entry.cells + [("kem_status", "selesai")],
        as: "action close", dryRun: entry.dryRun)
      try session.finish(delivery, json: output.json, dryRun: entry.dryRun)
    }
  }
}
