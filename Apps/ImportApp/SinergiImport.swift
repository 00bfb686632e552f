import AppSupport
import ArgumentParser

@main
struct SinergiImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sinergi-import",
    abstract: "Memasukkan data ke Sinergi. (Bring data into Sinergi.)",
    version: sinergiVersion,
    subcommands: [
      ListImporters.self, Run.self, Sample.self, Batches.self, Show.self, Undo.self, SetValue.self, Rejects.self,
      Aliases.self,
    ])
}
