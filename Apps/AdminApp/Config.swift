import AppSupport
import ArgumentParser

struct Config: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Konfigurasi. (The configuration.)",
    subcommands: [ConfigCheck.self, ConfigShow.self, ConfigSchema.self])
}
