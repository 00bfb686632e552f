import AppSupport
import ArgumentParser

struct Aliases: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Ejaan nama wilayah yang sudah dipastikan. (Confirmed spellings of region names.)",
    subcommands: [AliasesList.self, AliasesAdd.self, AliasesRemove.self])
}
