import AppSupport
import ArgumentParser

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Membuat berkas data dan tabel datasetnya. (Make the store.)")

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.initialise() } }
}
