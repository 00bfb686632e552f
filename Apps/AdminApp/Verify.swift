import AppSupport
import ArgumentParser

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Memeriksa keutuhan berkas data. (Check integrity, foreign keys and the audit chain.)")

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.verify() } }
}
