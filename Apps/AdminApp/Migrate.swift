import AppSupport
import ArgumentParser

struct Migrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Menerapkan deklarasi dataset pada berkas data. (Apply the declarations to the store.)")

  @Flag(name: .long, help: "Izinkan kolom dihapus; nilainya diarsipkan. (allow dropping fields; values are archived)")
  var allowDrop = false

  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.migrate(allowDrop: allowDrop) } }
}
