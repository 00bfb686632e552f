import AppSupport
import ArgumentParser

struct AuditVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Menghitung ulang semua sidik dari isi data. (Compute every digest anew from what is stored.)",
    discussion: """
      Tiap impor mencetak kepala audit. Dengan kepala yang dicatat di tempat lain, penulisan ulang dan pemotongan rantai \
      juga ketahuan. (With a head noted elsewhere, rewriting and truncation are found, too.)
      """)

  @Option(
    name: .long, help: ArgumentHelp("Kepala audit yang pernah dicatat. (a head noted earlier)", valueName: "kepala"))
  var head: String?

  @OptionGroup var output: JSONOption
  @OptionGroup var options: GlobalOptions

  func run() throws { try Session.run(options) { try $0.verifyAudit(head: head, json: output.json) } }
}
