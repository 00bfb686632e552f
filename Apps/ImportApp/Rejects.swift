import AppSupport
import ArgumentParser

struct Rejects: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Baris yang ditolak. (Rejected rows.)",
    subcommands: [RejectsList.self, RejectsShow.self, RejectsExport.self, RejectsRetry.self, RejectsDiscard.self])
}
