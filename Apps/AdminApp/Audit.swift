import ArgumentParser

struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rantai audit. (The audit chain.)", subcommands: [AuditLog.self, AuditVerify.self])
}
