import AppSupport
import ArgumentParser

struct PeriodUnlock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "unlock", abstract: "Membuka lagi periode yang ditutup. (Reopen a closed period.)")

  @OptionGroup var place: PeriodPlace
  @OptionGroup var options: GlobalOptions

  func run() throws {
    try Session.run(options) {
      try $0.changeLock(place.dataset, place.period, region: place.region, reason: place.reason, close: false)
    }
  }
}
