public import ArgumentParser
import Diagnostics
import Domain
public import Storage

/// The options that choose rejected rows.
public struct RejectChoice: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("Dari batch ini; boleh berulang. (of this batch)", valueName: "batch"))
  public var batch: [Int64] = []

  @Option(name: .long, help: ArgumentHelp("Dari kiriman ini. (of this delivery)", valueName: "kiriman"))
  public var delivery: Int64?

  @Option(name: .long, help: ArgumentHelp("Dari importir ini. (of this importer)", valueName: "importir"))
  public var importer: String?

  @Option(name: .long, help: ArgumentHelp("Nama berkasnya memuat ini. (part of the file's name)", valueName: "nama"))
  public var file: String?

  @Option(name: .long, help: ArgumentHelp("Menyebut wilayah ini. (names this region)", valueName: "kode"))
  public var region: String?

  @Option(name: .long, help: ArgumentHelp("Alasannya berkode ini. (code of a reason)", valueName: "kode"))
  public var code: String?

  @Option(
    name: .long,
    help: ArgumentHelp("open, retried, replaced, discarded atau all; baku: open. (state)", valueName: "keadaan"))
  public var state = "open"

  public init() {}
}

extension Session {
  /// The filter that the options of a command say.
  public func rejectFilter(_ choice: RejectChoice) throws -> RejectFilter {
    let state = RejectState(rawValue: choice.state)
    guard state != nil || choice.state == "all" else {
      let known = RejectState.allCases.map(\.rawValue).joined(separator: ", ")
      throw CommandFailure(
        .usage, "option-invalid",
        LocalizedText(id: "--state: `\(choice.state)` tidak dikenal", en: "--state: unknown `\(choice.state)`"),
        hint: LocalizedText(id: "yang ada: \(known), all", en: "there are: \(known), all"))
    }
    return RejectFilter(
      batches: choice.batch.isEmpty ? nil : choice.batch, delivery: choice.delivery, importer: choice.importer,
      file: choice.file, region: try choice.region.map { try region($0) }, code: choice.code, state: state,
      activeOnly: state == .open)
  }
}
