/// Splits a formula into tokens.
struct FormulaLexer {
  enum Token: Hashable {
    /// Its value and how it is written.
    case number(Double, String)
    case name(String)
    case symbol(String)
    case end
  }

  private let characters: [Character]
  private var position = 0

  init(_ text: String) { characters = Array(text) }

  /// The next token and where it starts.
  mutating func next() throws(FormulaError) -> (token: Token, offset: Int) {
    while position < characters.count, characters[position].isWhitespace { position += 1 }
    let start = position
    guard position < characters.count else { return (.end, start) }
    let character = characters[position]
    if character.isASCII, character.isNumber { return (try number(), start) }
    if character.isASCII, character.isLetter || character == "_" {
      while position < characters.count, continuesName { position += 1 }
      return (.name(String(characters[start..<position])), start)
    }
    if position + 1 < characters.count {
      let pair = String(characters[position...(position + 1)])
      if ["..", "!=", "<=", ">=", "==", "<>"].contains(pair) {
        position += 2
        return (.symbol(pair == "==" ? "=" : pair == "<>" ? "!=" : pair), start)
      }
    }
    if "+-*/()=<>,".contains(character) {
      position += 1
      return (.symbol(String(character)), start)
    }
    throw FormulaError(.unexpected(String(character)), at: start)
  }

  private mutating func number() throws(FormulaError) -> Token {
    let start = position
    while position < characters.count, characters[position].isASCII, characters[position].isNumber { position += 1 }
    if position + 1 < characters.count, characters[position] == ".", characters[position + 1].isASCII,
      characters[position + 1].isNumber
    {
      position += 1
      while position < characters.count, characters[position].isASCII, characters[position].isNumber { position += 1 }
    }
    let text = String(characters[start..<position])
    guard let value = Double(text), value.isFinite else { throw FormulaError(.unexpected(text), at: start) }
    return .number(value, text)
  }

  /// Whether the character goes on with a name: a dot does, between a dataset and its field.
  private var continuesName: Bool {
    if characters[position] != "." { return Self.belongsToName(characters[position]) }
    return position + 1 < characters.count && Self.belongsToName(characters[position + 1])
  }

  private static func belongsToName(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || character == "_")
  }
}
