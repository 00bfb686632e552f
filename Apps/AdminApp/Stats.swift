import AppSupport
import ArgumentParser

struct Stats: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Angka tentang berkas data. (Figures about the store.)")

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.statistics(json: output.json) } }
}
