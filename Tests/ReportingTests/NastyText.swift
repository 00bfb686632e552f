/// Random texts of the kind that breaks tables: combining marks, wide characters, control sequences, long words.
struct NastyText {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func number(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % bound
  }

  mutating func text() -> String {
    let pieces = [
      "Desa", "Kutai Kartanegara", " ", "  ", "a", "e\u{301}", "o\u{323}\u{302}", "漢字", "ｶﾅ", "한국",
      "\u{1112}\u{1161}\u{11AB}",
      "😀", "👩‍👩‍👧‍👦", "🇮🇩", "❤️", "\u{1B}[31m", "\u{9B}2J", "\u{0}", "\u{7}", "\t", "\n", "\r\n", "\r", "\u{2028}", "\u{85}",
      "\u{202E}", "\u{200B}", "\u{200D}", "\u{AD}", "\u{FEFF}", "\u{7F}", "\"", "'", ",", ";", "\\", "/", "=1+1", "-",
      "@x", "+",
      "_x000D_", "<&>", "]]>", "\u{FFFE}", "\u{E000}", "\u{A984}\u{A9B8}", "กำ", "नि",
      "pneumonoultramicroscopicsilicovolcanoconiosis",
      "https://contoh.desa.id/a/b/c?d=e&f=g", "1.234.567", "–", "\u{A0}", "Ⅳ", "ﬁ", "\u{300}",
      "1234567890123456789012345",
    ]
    return (0..<number(9)).map { _ in pieces[number(pieces.count)] }.joined()
  }
}
