/// Numbers for programs: the shortest digits that give the same value again, with a decimal point.
enum MachineNumber {
  /// The text of a finite number; a valid number of JSON.
  static func text(_ number: Double) -> String {
    if number == 0 { return "0" }
    let text = number.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
