import AppSupport
import ArgumentParser
import Foundation

@main
struct SinergiImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sinergi-import",
    abstract: "Memasukkan data ke Sinergi. (Bring data into Sinergi.)",
    version: sinergiVersion,
    subcommands: [
      ListImporters.self, Inspect.self, Run.self, Singer.self, Sample.self, Batches.self, Show.self, Undo.self,
      SetValue.self, Meetings.self, Actions.self, Agree.self, Rejects.self, Aliases.self, Template.self,
    ])

  static func main() {
    if let status = Worker.run(CommandLine.arguments) { Foundation.exit(status) }
    main(nil)
  }
}
