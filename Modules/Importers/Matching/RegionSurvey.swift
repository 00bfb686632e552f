import Diagnostics
import Domain
import Storage
import Tabular

/// Codes and names of the first rows of a file, from which its scheme is decided.
struct RegionSurvey: Sendable {
  /// Distinct codes looked at.
  static let most = 5000

  private let level: RegionLevel
  private var samples: [Int64: String] = [:]

  init(_ level: RegionLevel) { self.level = level }

  /// Whether more rows would change nothing.
  var isFull: Bool { samples.count >= Self.most }

  mutating func add(_ cells: RegionCells) {
    guard !isFull else { return }
    let row = RegionRow(cells, usesNames: true)
    // Dotted groups are no other scheme's.
    guard case .code(let number, let digits, let form) = RegionCodeReading(row.codes), form != .dotted,
      digits == [0, 2, 4, 6, 10][level.depth] || digits == [0, 2, 4, 7, 10][level.depth]
    else { return }
    if samples[number] == nil { samples[number] = row.names[level] }
  }

  /// What the codes say.
  func evidence(_ archive: inout RegionArchive, _ indexes: [RegisterIndex]) -> Evidence {
    var evidence = Evidence(samples: samples.count)
    var indexes = indexes
    for (number, name) in samples {
      let isOurs = indexes.indices.contains { indexes[$0].contains(number) }
      let entry = archive.crosswalk.row(of: number)
      if isOurs, entry == nil { evidence.kemendagri += 1 }
      if !isOurs, entry != nil { evidence.bps += 1 }
      if !isOurs, entry == nil {
        evidence.neither += 1
        // Kemendagri writes 1, 2 or 3 after the kecamatan: the kind of village.
        if level == .village, !(1...3).contains(number % 10_000 / 1000) { evidence.bpsByForm += 1 }
      }
      guard isOurs, let entry else { continue }
      evidence.both += 1
      guard !name.isEmpty, !archive.versions.codes.isEmpty else { continue }
      let given = NameForm(name)
      let ours = archive.dates.indices.contains { edition in
        archive.with(.edition(edition)) { $0.name(number) }.map { NameAgreement(given, NameForm($0)) != .different }
          ?? false
      }
      let theirs = [archive.crosswalk.names[entry], archive.crosswalk.foreignNames[entry]]
        .contains { NameAgreement(given, NameForm($0)) != .different }
      if ours, !theirs { evidence.kemendagriByName += 1 }
      if theirs, !ours { evidence.bpsByName += 1 }
    }
    return evidence
  }

  /// How many of a file's codes speak for which scheme.
  struct Evidence: Hashable, Sendable {
    var samples: Int
    /// Codes of the register that are no BPS codes.
    var kemendagri = 0
    /// BPS codes that are not in the register.
    var bps = 0
    /// Codes of both, and those of them whose name beside them agrees with only one.
    var both = 0
    var kemendagriByName = 0
    var bpsByName = 0
    /// Codes of neither, and those of them that Kemendagri could not write.
    var neither = 0
    var bpsByForm = 0

    /// The scheme, with the note that shows the evidence.
    func decided(hasCrosswalk: Bool, file: String) throws -> (RegionScheme, [Diagnostic]) {
      let ours = kemendagri + kemendagriByName
      let theirs = bps + bpsByName
      if !hasCrosswalk {
        // Nothing can be said for BPS but that the codes cannot be others.
        if bpsByForm * 2 > samples { throw ImportFailure(.data, [RegionSurvey.crosswalkMissing(file)]) }
        return (.kemendagri, [])
      }
      guard samples > 0 else { return (.kemendagri, []) }
      let votes = ours + theirs
      // A few codes of the other scheme may be mistakes; a file of two schemes is none of either.
      if votes > 0, max(ours, theirs) * 10 >= votes * 9, votes * 4 >= samples || votes >= 20 {
        let scheme: RegionScheme = ours > theirs ? .kemendagri : .bps
        return (scheme, [note(scheme, file)])
      }
      // Codes that nobody knows say nothing; they are rejected one by one.
      if votes == 0, both == 0 { return (.kemendagri, []) }
      throw ImportFailure(.data, [undecided(file)])
    }

    private func note(_ scheme: RegionScheme, _ file: String) -> Diagnostic {
      Diagnostic(
        code: "scheme-detected", severity: .note,
        message: LocalizedText(
          id: "kode wilayah berkas ini dibaca sebagai kode \(scheme.title.id): \(counted.id)",
          en: "the region codes of this file are taken as \(scheme.title.en) codes: \(counted.en)"),
        place: Place(file: file), value: scheme.rawValue,
        hint: LocalizedText(
          id: "bila keliru, nyatakan dengan --set scheme=kemendagri atau bps",
          en: "if that is wrong, declare it with --set scheme=kemendagri or bps"))
    }

    private func undecided(_ file: String) -> Diagnostic {
      Diagnostic(
        code: "scheme-undecided",
        message: LocalizedText(
          id: "tidak jelas apakah kode wilayah berkas ini kode Kemendagri atau BPS: \(counted.id)",
          en: "it is not clear whether the region codes of this file are Kemendagri or BPS codes: \(counted.en)"),
        place: Place(file: file),
        hint: LocalizedText(
          id: "nyatakan dengan --set scheme=kemendagri atau --set scheme=bps",
          en: "declare it with --set scheme=kemendagri or --set scheme=bps"))
    }

    private var counted: LocalizedText {
      let byName = kemendagriByName + bpsByName
      return LocalizedText(
        id: "dari \(samples) kode, \(kemendagri) hanya ada di Kemendagri, \(bps) hanya ada di BPS, \(both) di keduanya"
          + (byName > 0 ? " (menurut nama \(kemendagriByName) Kemendagri, \(bpsByName) BPS)" : "")
          + (neither > 0 ? ", \(neither) tidak dikenal" : ""),
        en: "of \(samples) codes \(kemendagri) are Kemendagri's only, \(bps) are BPS's only, \(both) are both's"
          + (byName > 0 ? " (by name \(kemendagriByName) Kemendagri, \(bpsByName) BPS)" : "")
          + (neither > 0 ? ", \(neither) are unknown" : ""))
    }
  }

  static let crosswalkMissing = crosswalkMissing(nil)

  static func crosswalkMissing(_ file: String?) -> Diagnostic {
    Diagnostic(
      code: "crosswalk-missing",
      message: LocalizedText(
        id: "kode wilayahnya kode BPS, tetapi tabel padanan BPS–Kemendagri belum dimuat",
        en: "the region codes are BPS codes, but no crosswalk of BPS and Kemendagri codes is loaded"),
      place: file.map { Place(file: $0) },
      hint: LocalizedText(
        id: "muat dulu: sinergi-import run bps_crosswalk BERKAS --set effective=2019-01-01",
        en: "load it first: sinergi-import run bps_crosswalk FILE --set effective=2019-01-01"))
  }
}
