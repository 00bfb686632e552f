import Diagnostics
import Domain

/// What a row's cells mean: a region and how it was found, or why none was taken.
struct RegionAnswer: Sendable {
  /// The region's Kemendagri code in the register of the row's period; nil where the row is refused.
  var code: Int64?
  var how: How
  /// Reasons of a refusal (errors); otherwise what the user should know of the match (notes and warnings).
  var remarks: [RegionRemark] = []

  /// How a region was found, from the plainest to the boldest.
  enum How: String, Hashable, Sendable, CaseIterable, Comparable {
    /// A Kemendagri code as it should be written.
    case code
    /// A code that a spreadsheet had spoilt or that stood in several columns, and that can mean only one.
    case repaired
    /// A code relative to a kabupaten.
    case relative
    /// A BPS code through the crosswalk.
    case crosswalk
    /// A BPS code whose Kemendagri code has changed since the crosswalk, found again by name or history.
    case moved
    /// The only one spelled so within its parents.
    case exact
    /// Through a confirmed alias.
    case alias
    /// The only one after normalisation.
    case normalised
    /// Under a name or parents of an earlier edition of the register.
    case former
    /// Its parents were not found as written, but the rest fits only one.
    case parents
    /// The only close one by edit distance.
    case close
    /// Not at all.
    case refused

    static func < (a: How, b: How) -> Bool { a.rank < b.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }
}

/// Something to say about a row's region; the caller adds the place.
struct RegionRemark: Hashable, Sendable {
  /// The cell it is about.
  var cell: RegionCell
  /// Without a place.
  var diagnostic: Diagnostic
  /// The regions that come into question, for workbooks of rejected rows.
  var candidates: [RegionCode] = []

  /// The diagnostic at `place`.
  func diagnostic(at place: Place) -> Diagnostic {
    var diagnostic = diagnostic
    diagnostic.place = place
    return diagnostic
  }
}
