import AppSupport
import ArgumentParser

struct Meetings: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "meeting", abstract: "Rapat satu per satu. (Single meetings.)", subcommands: [MeetingsAdd.self])
}
