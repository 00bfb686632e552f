import Diagnostics
import Storage

/// Masks sixteen-digit personal numbers (NIK, nomor KK) in text before anything is stored (UU 27/2022).
enum PersonalNumbers {
  static let mask = "****************"

  /// The text with every sixteen digits that stand together replaced; they may be written in groups of four, eight or
  /// twelve with a blank, dot or hyphen between. Longer and shorter runs of digits stay.
  static func masked(_ text: String) -> String {
    guard text.utf8.count >= 16 else { return text }
    let characters = Array(text)
    var result = ""
    var index = 0
    while index < characters.count {
      guard isDigit(characters[index]) else {
        result.append(characters[index])
        index += 1
        continue
      }
      if let end = end(of: characters, from: index) {
        result += mask
        index = end
        continue
      }
      while index < characters.count, isDigit(characters[index]) {
        result.append(characters[index])
        index += 1
      }
    }
    return result
  }

  /// Where the sixteen digits that begin at `start` end; nil where it is another number.
  private static func end(of characters: [Character], from start: Int) -> Int? {
    var digits = 0
    var index = start
    while index < characters.count {
      if isDigit(characters[index]) {
        digits += 1
      } else if digits >= 16 || digits % 4 != 0 || !" .-".contains(characters[index]) {
        break
      }
      index += 1
    }
    return digits == 16 ? index : nil
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}

extension RejectedRow {
  /// The row without personal numbers, neither in its cells nor in its reasons, which quote them.
  var masked: RejectedRow {
    var row = self
    row.cells = cells.map(PersonalNumbers.masked)
    row.beside.titles = beside.titles?.map(PersonalNumbers.masked)
    row.beside.header = beside.header?.map(PersonalNumbers.masked)
    row.reasons = reasons.map { reason in
      var reason = reason
      reason.value = reason.value.map(PersonalNumbers.masked)
      reason.message = PersonalNumbers.masked(reason.message)
      reason.hint = reason.hint.map(PersonalNumbers.masked)
      return reason
    }
    return row
  }
}

extension PersonalNumbers {
  fileprivate static func masked(_ text: LocalizedText) -> LocalizedText {
    LocalizedText(id: masked(text.id), en: masked(text.en))
  }
}
