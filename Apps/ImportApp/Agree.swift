import AppSupport
import ArgumentParser

struct Agree: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Menyepakati daftar desa sasaran satu tahun. (Agree the list of target villages of a year.)",
    discussion: """
      Setelah disepakati, daftar hanya berubah dengan keputusan bernomor: run target_list --set decision=… --set reason=…
      --set decided=…. (An agreed list changes by numbered decisions only.)
      """)

  @Argument(help: ArgumentHelp("Id target. (the target)", valueName: "target"))
  var target: String

  @Argument(help: ArgumentHelp("Tahun daftar. (the year of the list)", valueName: "tahun"))
  var year: Int

  @Option(name: .long, help: ArgumentHelp("Rapat atau peraturan. (meeting or decree)", valueName: "teks"))
  var source: String

  @Option(name: .long, help: ArgumentHelp("Tanggal kesepakatan, TTTT-BB-HH. (day agreed)", valueName: "tanggal"))
  var date: String

  @Flag(name: .long, help: "Hanya memeriksa. (check only)")
  var dryRun = false

  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) { try $0.agree(target, year: year, source: source, date: date, dryRun: dryRun) }
  }
}
