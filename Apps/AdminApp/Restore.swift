import AppSupport
import ArgumentParser

struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Memulihkan cadangan setelah memeriksanya. (Restore a backup after checking it.)")

  @Argument(help: ArgumentHelp("Berkas cadangan. (backup)", valueName: "berkas"))
  var file: String

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.restore(from: file) } }
}
