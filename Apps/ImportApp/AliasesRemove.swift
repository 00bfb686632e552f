import AppSupport
import ArgumentParser

struct AliasesRemove: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Menghapus alias. (Remove an alias.)")

  @Argument(help: ArgumentHelp("Nama seperti tertulis. (name as written)", valueName: "nama"))
  var name: String

  @Option(name: .long, help: ArgumentHelp("Wilayah tempatnya berlaku. (region it holds in)", valueName: "kode"))
  var within: String

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.removeAlias(name, within: within) } }
}
