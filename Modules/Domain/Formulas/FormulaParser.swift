/// Reads a formula by recursive descent, with a bound on nesting so that no input can exhaust the stack.
struct FormulaParser {
  private var lexer: FormulaLexer
  private var token: FormulaLexer.Token = .end
  private var offset = 0
  private var depth = 0

  static let maximumDepth = 64

  /// - Throws: bad syntax, or a text longer than `Formula.maximumLength`.
  static func parse(_ text: String) throws(FormulaError) -> FormulaSyntax {
    guard text.utf8.count <= Formula.maximumLength else {
      throw FormulaError(.tooLong, at: Formula.maximumLength)
    }
    var parser = FormulaParser(lexer: FormulaLexer(text))
    try parser.advance()
    let tree = try parser.disjunction()
    guard parser.token == .end else { throw parser.unexpected() }
    return tree
  }

  private init(lexer: FormulaLexer) { self.lexer = lexer }

  private mutating func advance() throws(FormulaError) { (token, offset) = try lexer.next() }

  private func unexpected() -> FormulaError {
    switch token {
    case .end: FormulaError(.endedEarly, at: offset)
    case .number(_, let text): FormulaError(.unexpected(text), at: offset)
    case .name(let name): FormulaError(.unexpected(name), at: offset)
    case .symbol(let symbol): FormulaError(.unexpected(symbol), at: offset)
    }
  }

  private mutating func expect(_ symbol: String) throws(FormulaError) {
    guard token == .symbol(symbol) else { throw unexpected() }
    try advance()
  }

  /// Reads what stands inside the symbol at `start`.
  private mutating func nested(
    at start: Int, _ body: (inout FormulaParser) throws(FormulaError) -> FormulaSyntax
  ) throws(FormulaError) -> FormulaSyntax {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else { throw FormulaError(.tooDeep, at: start) }
    return try body(&self)
  }

  private mutating func disjunction() throws(FormulaError) -> FormulaSyntax {
    var left = try conjunction()
    while token == .name("or") {
      let place = offset
      try advance()
      left = .binary(.or, left, try conjunction(), offset: place)
    }
    return left
  }

  private mutating func conjunction() throws(FormulaError) -> FormulaSyntax {
    var left = try negation()
    while token == .name("and") {
      let place = offset
      try advance()
      left = .binary(.and, left, try negation(), offset: place)
    }
    return left
  }

  private mutating func negation() throws(FormulaError) -> FormulaSyntax {
    guard token == .name("not") else { return try comparison() }
    let start = offset
    try advance()
    return .unary(.not, try nested(at: start) { parser throws(FormulaError) in try parser.negation() }, offset: start)
  }

  private mutating func comparison() throws(FormulaError) -> FormulaSyntax {
    let left = try additive()
    guard case .symbol(let symbol) = token, let op = FormulaSyntax.Binary(rawValue: symbol), op.isComparison else {
      return left
    }
    let place = offset
    try advance()
    return .binary(op, left, try additive(), offset: place)
  }

  private mutating func additive() throws(FormulaError) -> FormulaSyntax {
    var left = try multiplicative()
    while case .symbol(let symbol) = token, symbol == "+" || symbol == "-" {
      let place = offset
      try advance()
      left = .binary(symbol == "+" ? .plus : .minus, left, try multiplicative(), offset: place)
    }
    return left
  }

  private mutating func multiplicative() throws(FormulaError) -> FormulaSyntax {
    var left = try primary()
    while case .symbol(let symbol) = token, symbol == "*" || symbol == "/" {
      let place = offset
      try advance()
      left = .binary(symbol == "*" ? .times : .divided, left, try primary(), offset: place)
    }
    return left
  }

  private mutating func primary() throws(FormulaError) -> FormulaSyntax {
    let start = offset
    switch token {
    case .number(let value, _):
      try advance()
      return .number(value, offset: start)
    case .symbol("-"):
      try advance()
      return .unary(
        .minus, try nested(at: start) { parser throws(FormulaError) in try parser.primary() }, offset: start)
    case .symbol("("):
      try advance()
      let inner = try nested(at: start) { parser throws(FormulaError) in try parser.disjunction() }
      try expect(")")
      return inner
    case .name(let name):
      try advance()
      if token == .symbol("(") {
        return try nested(at: start) { parser throws(FormulaError) in try parser.call(name, at: start) }
      }
      guard token == .symbol("..") else { return .field(name, offset: start) }
      try advance()
      guard case .name(let last) = token else { throw unexpected() }
      let lastOffset = offset
      try advance()
      return .range(name, last, offset: start, lastOffset: lastOffset)
    default:
      throw unexpected()
    }
  }

  private mutating func call(_ name: String, at start: Int) throws(FormulaError) -> FormulaSyntax {
    guard let function = FormulaSyntax.Function(rawValue: name) else {
      throw FormulaError(.unknownFunction(name), at: start)
    }
    try advance()
    var arguments: [FormulaSyntax] = []
    if token != .symbol(")") {
      arguments.append(try disjunction())
      while token == .symbol(",") {
        try advance()
        arguments.append(try disjunction())
      }
    }
    try expect(")")
    let (range, text) = function.arguments
    guard range.contains(arguments.count) else {
      throw FormulaError(.argumentCount(function: name, expected: text, found: arguments.count), at: start)
    }
    return .call(function, arguments, offset: start)
  }
}
