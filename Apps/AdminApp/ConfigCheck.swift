import AppSupport
import ArgumentParser

struct ConfigCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Memeriksa plugins.yaml dan semua plugin yang dipakai. (Check the whole configuration.)",
    discussion: "Kode keluar 0 bila benar, 78 bila ada kesalahan. (Exit code 0 or 78.)")

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.checkConfiguration() } }
}
