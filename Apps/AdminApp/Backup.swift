import AppSupport
import ArgumentParser

struct Backup: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Menyalin berkas data sebagai satu keadaan utuh. (Copy the store as one consistent state.)")

  @Argument(help: ArgumentHelp("Berkas cadangan yang dibuat. (backup to make)", valueName: "berkas"))
  var file: String

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.backup(to: file) } }
}
