import Foundation

/// What an executable says of its commands and options (`--experimental-dump-help`).
struct CommandTree {
  private struct Dump: Decodable { var command: Command }

  private struct Command: Decodable {
    var commandName: String
    var subcommands: [Command]?
    var arguments: [Argument]?
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var names: [Name]?
  }

  private let root: Command

  init(_ executable: String) throws {
    let folder = try Executables.folder()
    let result = try Executables.shell("'\(folder)/\(executable)' --experimental-dump-help", in: folder)
    root = try JSONDecoder().decode(Dump.self, from: Data(result.output.utf8)).command
  }

  /// What is wrong with a command line: no such subcommand, no such option; nil where all is there.
  func fault(in words: [String]) -> String? {
    var command = root
    var isNaming = true
    for word in words.dropFirst() {
      if word.hasPrefix("--") {
        isNaming = false
        let name = word.dropFirst(2).prefix { $0 != "=" }
        let known = (command.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name) + ["help", "version"]
        if !known.contains(String(name)) { return "`\(command.commandName)` has no option --\(name)" }
      } else if isNaming, let below = command.subcommands?.first(where: { $0.commandName == word }) {
        command = below
      } else if isNaming, let below = command.subcommands, !below.isEmpty {
        return "`\(command.commandName)` has no command `\(word)`"
      } else {
        isNaming = false
      }
    }
    return nil
  }
}
