import ArgumentParser

struct PeriodCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "period", abstract: "Menutup dan membuka periode. (Close and reopen periods.)",
    subcommands: [PeriodLockCommand.self, PeriodUnlock.self, PeriodList.self])
}
