import AppSupport
import ArgumentParser

struct Actions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "action", abstract: "Tindak lanjut satu per satu. (Single follow-up actions.)",
    subcommands: [ActionsAdd.self, ActionsUpdate.self, ActionsClose.self, ActionsPropose.self])
}

/// The action that a command is about.
struct ActionName: ParsableArguments {
  @Argument(help: ArgumentHelp("ID rapat. (meeting)", valueName: "rapat"))
  var meeting: String

  @Argument(help: ArgumentHelp("Nomor tindak lanjut. (number)", valueName: "nomor"))
  var number: Int
}

/// What an entry of the log says beside its status.
struct ProgressEntry: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Hari catatannya; baku: hari ini. (day)", valueName: "tanggal"))
  var date: String?

  @Option(name: .long, help: ArgumentHelp("Hanya bagian pihak ini. (part of a party)", valueName: "pihak"))
  var party: String?

  @Option(name: .long, help: ArgumentHelp("Apa yang dikerjakan. (what was done)", valueName: "teks"))
  var note: String?

  @Option(name: .long, help: ArgumentHelp("Buktinya. (evidence)", valueName: "teks"))
  var evidence: String?

  @Flag(name: .long, help: "Uji coba: tidak ada yang disimpan. (keep nothing)")
  var dryRun = false

  var cells: Session.FactCells { [("kem_pihak", party), ("kem_uraian", note), ("kem_bukti", evidence)] }
}
