import AppSupport
import ArgumentParser

struct Region: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Daftar wilayah. (The register of regions.)",
    subcommands: [RegionFind.self, RegionShow.self, RegionDiffCommand.self, RegionEvents.self, RegionCodes.self])
}
