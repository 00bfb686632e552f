/// Masks sixteen-digit personal numbers (NIK, nomor KK) in text before anything is stored (UU 27/2022).
enum PersonalNumbers {
  static let mask = "****************"

  /// The text with every run of exactly sixteen digits replaced; blanks, dots and hyphens between groups of four are part of a run.
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
      var end = index
      var digits = 0
      var last = index
      while end < characters.count {
        if isDigit(characters[end]) {
          digits += 1
          last = end
        } else if !(" .-".contains(characters[end]) && end + 1 < characters.count && isDigit(characters[end + 1])
          && digits % 4 == 0)
        {
          break
        }
        end += 1
      }
      if digits == 16 {
        result += mask
      } else {
        result += String(characters[index...last])
      }
      index = last + 1
    }
    return result
  }

  private static func isDigit(_ character: Character) -> Bool { character.isASCII && character.isNumber }
}
