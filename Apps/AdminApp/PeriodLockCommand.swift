import AppSupport
import ArgumentParser

struct PeriodLockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lock", abstract: "Menutup periode suatu dataset. (Close a period of a dataset.)")

  @OptionGroup var place: PeriodPlace
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) {
      try $0.changeLock(place.dataset, place.period, region: place.region, reason: place.reason, close: true)
    }
  }
}
