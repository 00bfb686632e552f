import Diagnostics

/// One clear sentence for what libyaml complains about, and whether its start or its end is the place to look at.
struct SyntaxMessage {
  let text: LocalizedText
  var hint: LocalizedText?
  /// Whether the place to show is where the unfinished thing starts, not where the reader gave up.
  var isAtContext = false

  init(_ failure: YAMLFailure, lineOffset: Int) {
    let line = failure.contextMark.line + lineOffset + 1
    switch failure.problem {
    case "mapping values are not allowed in this context":
      text = LocalizedText(id: "`: ` tidak boleh di sini", en: "`: ` is not allowed here")
      hint = LocalizedText(
        id: "beri tanda kutip pada teks yang memuat `: `, atau periksa indentasi baris ini",
        en: "quote a text that contains `: `, or check this line's indentation")
    case "block sequence entries are not allowed in this context":
      text = LocalizedText(id: "butir daftar `- ` tidak boleh di sini", en: "a list item `- ` is not allowed here")
      hint = LocalizedText(
        id: "mulailah daftar pada baris baru di bawah kuncinya", en: "start the list on a new line below its key")
    case "mapping keys are not allowed in this context":
      text = LocalizedText(id: "kunci `? ` tidak boleh di sini", en: "a key `? ` is not allowed here")
    case "could not find expected ':'":
      text = LocalizedText(id: "`:` tidak ada setelah kunci ini", en: "`:` is missing after this key")
      hint = LocalizedText(id: "tulis `kunci: nilai`", en: "write `key: value`")
      isAtContext = true
    case "did not find expected key":
      text = LocalizedText(
        id: "baris ini tidak cocok dengan pemetaan yang dimulai di baris \(line)",
        en: "this does not fit the mapping that starts on line \(line)")
      hint = LocalizedText(
        id: "periksa indentasi dan tanda kutip; kunci sejenis mulai di kolom yang sama",
        en: "check indentation and quotes; keys of one mapping start in the same column")
    case "did not find expected '-' indicator":
      text = LocalizedText(
        id: "di sini diharapkan butir `- ` dari daftar yang dimulai di baris \(line)",
        en: "expected an item `- ` of the list that starts on line \(line)")
      hint = LocalizedText(id: "periksa indentasi", en: "check indentation")
    case "did not find expected ',' or ']'":
      text = LocalizedText(
        id: "`,` atau `]` diharapkan di sini: daftar `[` dibuka di baris \(line)",
        en: "expected `,` or `]` here: the list `[` was opened on line \(line)")
    case "did not find expected ',' or '}'":
      text = LocalizedText(
        id: "`,` atau `}` diharapkan di sini: pemetaan `{` dibuka di baris \(line)",
        en: "expected `,` or `}` here: the mapping `{` was opened on line \(line)")
    case "found unexpected end of stream":
      text = LocalizedText(
        id: "tanda kutip yang dibuka di sini tidak pernah ditutup", en: "the quote opened here is never closed")
      isAtContext = true
    case "found unexpected document indicator":
      text = LocalizedText(
        id: "tanda kutip yang dibuka di sini belum ditutup sebelum `---` atau `...`",
        en: "the quote opened here is not closed before `---` or `...`")
      isAtContext = true
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      text = LocalizedText(
        id: "urutan `\\` ini tidak dikenal dalam kutip ganda", en: "this `\\` sequence is unknown in double quotes")
      hint = LocalizedText(
        id: "tulis `\\\\` untuk garis miring terbalik, atau pakai kutip tunggal",
        en: "write `\\\\` for a backslash, or use single quotes")
    case "found character that cannot start any token":
      text = LocalizedText(
        id: "nilai tidak boleh diawali karakter ini", en: "a value cannot start with this character")
      hint = LocalizedText(
        id: "beri tanda kutip pada teks yang diawali `@`, `` ` `` atau `%`",
        en: "quote a text that starts with `@`, `` ` `` or `%`")
    case "found unexpected ':'":
      text = LocalizedText(id: "`:` tidak boleh di sini", en: "`:` is not allowed here")
      hint = LocalizedText(id: "beri tanda kutip pada teks ini", en: "quote this text")
    case "did not find expected node content":
      text = LocalizedText(id: "nilai diharapkan di sini", en: "expected a value here")
    case "did not find expected <document start>":
      text = LocalizedText(
        id: "isi ini berada setelah akhir dokumen", en: "this stands after the end of the document")
      hint = LocalizedText(
        id: "periksa indentasi dan kurung", en: "check indentation and brackets")
    case "found an indentation indicator equal to 0":
      text = LocalizedText(
        id: "indentasi teks blok harus 1 sampai 9", en: "the indentation of a block text must be 1 to 9")
    case "did not find expected comment or line break":
      text = LocalizedText(
        id: "setelah ini hanya boleh ada komentar atau akhir baris",
        en: "only a comment or the line's end may follow here")
    case "did not find expected alphabetic or numeric character":
      text = LocalizedText(
        id: "nama hanya huruf, angka, `-` dan `_` diharapkan setelah `&` atau `*`",
        en: "expected a name of letters, digits, `-` and `_` after `&` or `*`")
      hint = LocalizedText(
        id: "beri tanda kutip pada teks yang diawali `*` atau `&`", en: "quote a text that starts with `*` or `&`")
      isAtContext = true
    case "found undefined tag handle":
      text = LocalizedText(id: "awalan tag ini tidak dikenal", en: "this tag's prefix is unknown")
    default:
      self = Self.general(failure)
    }
  }

  private init(text: LocalizedText, hint: LocalizedText? = nil) {
    self.text = text
    self.hint = hint
  }

  /// What is too rare for a sentence of its own: tags, `%` directives, limits of libyaml.
  private static func general(_ failure: YAMLFailure) -> SyntaxMessage {
    if failure.context.contains("directive") || failure.problem.contains("directive") {
      return SyntaxMessage(
        text: LocalizedText(
          id: "baris pengarah `%` ini keliru atau tidak didukung", en: "this `%` directive is wrong or not supported"),
        hint: LocalizedText(id: "hapus baris ini", en: "remove the line"))
    }
    if failure.context.contains("tag") {
      return SyntaxMessage(
        text: LocalizedText(id: "tag `!` ini keliru", en: "this tag `!` is malformed"),
        hint: LocalizedText(
          id: "beri tanda kutip pada teks yang diawali `!`", en: "quote a text that starts with `!`"))
    }
    if failure.problem == "found incompatible YAML document" {
      return SyntaxMessage(
        text: LocalizedText(id: "hanya YAML versi 1 yang didukung", en: "only version 1 of YAML is supported"))
    }
    return SyntaxMessage(
      text: LocalizedText(
        id: "bukan YAML yang benar di sini (\(failure.problem))", en: "not well-formed YAML here (\(failure.problem))"))
  }
}
