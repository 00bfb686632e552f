import Synchronization

/// What the comparison of misspelt names needs of the names of an index, made when the first one comes.
final class NameDetails: Sendable {
  struct Known: Sendable {
    /// By `NameForm.variant`.
    var variants: [String: [Int]] = [:]
    /// Names with leading words that `NameForm.normalised` leaves out, by all their letters.
    var whole: [String: [Int]] = [:]
    /// Words that at least three names bear.
    var common: Set<Substring> = []
    /// The squeezed names, and which letters occur in each.
    var bytes: [[UInt8]] = []
    var letters: [UInt64] = []

    init(_ forms: [NameForm]) {
      var bearers: [Substring: Int] = [:]
      for (row, form) in forms.enumerated() {
        variants[form.variant, default: []].append(row)
        if form.spelled != form.normalised { whole[RegionName.squeezed(form.spelled), default: []].append(row) }
        for word in Set(NameIndex.words(form.normalised)) { bearers[word, default: 0] += 1 }
        let name = Array(form.squeezed.utf8)
        bytes.append(name)
        letters.append(NameDistance.letters(name))
      }
      common = Set(bearers.lazy.filter { $0.value >= 3 }.map(\.key))
    }
  }

  private let known = Mutex<Known?>(nil)

  func of(_ forms: [NameForm]) -> Known {
    known.withLock { known in
      if let known { return known }
      let made = Known(forms)
      known = made
      return made
    }
  }
}
