import AppSupport
import ArgumentParser

struct RejectsRetry: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Membaca lagi baris ditolak, misalnya setelah alias ditambah. (Read rejected rows again.)",
    discussion: "Baris yang masuk ditutup; yang ditolak lagi tetap terbuka. (Rows that get in are closed.)")

  @Argument(help: ArgumentHelp("Nomor batch. (batches)", valueName: "batch"))
  var batches: [Int64]

  @Flag(name: .long, help: "Uji coba: tidak ada yang disimpan. (keep nothing)")
  var dryRun = false

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) {
      try $0.retryRejects(Session.rejectFilter(ofBatches: batches), dryRun: dryRun, json: output.json)
    }
  }
}
