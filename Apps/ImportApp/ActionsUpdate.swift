import AppSupport
import ArgumentParser

struct ActionsUpdate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update", abstract: "Mencatat kemajuan tindak lanjut. (Record progress of an action.)")

  @OptionGroup var name: ActionName

  @Option(name: .long, help: ArgumentHelp("belum, berjalan, selesai atau batal. (status)", valueName: "status"))
  var status: String?

  @Option(name: .long, help: ArgumentHelp("Persen selesai. (per cent done)", valueName: "angka"))
  var percent: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Hasilnya dimanfaatkan, dilihat di tempat: ya atau tidak. (in use)", valueName: "ya")
  )
  var inUse: String?

  @OptionGroup var entry: ProgressEntry
  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func validate() throws {
    guard status != nil || percent != nil || inUse != nil || entry.note != nil || entry.evidence != nil else {
      throw ValidationError("--status, --percent, --in-use, --note, --evidence")
    }
  }

  func run() throws {
    try Session.run(options) { session in
      let cells = entry.cells + [("kem_status", status), ("kem_persen", percent), ("kem_dimanfaatkan", inUse)]
      let delivery = try session.updateAction(
        meeting: name.meeting, number: name.number, date: entry.date, cells, as: "action update",
        dryRun: entry.dryRun)
      try session.finish(delivery, json: output.json, dryRun: entry.dryRun)
    }
  }
}
