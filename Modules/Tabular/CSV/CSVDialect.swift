/// The punctuation of a CSV file.
public struct CSVDialect: Hashable, Sendable {
  /// The byte between fields: comma, semicolon, tab or bar where it was detected.
  public var delimiter: UInt8
  /// The byte around fields that hold delimiters, quotes or line ends.
  public var quote: UInt8

  public init(delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8 = UInt8(ascii: "\"")) {
    self.delimiter = delimiter
    self.quote = quote
  }

  /// The delimiters that detection knows, the likeliest first.
  public static let delimiters = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]

  /// Finds the delimiter in the first bytes of a file; a comma where nothing speaks for another.
  ///
  /// Each candidate is tried on up to 500 records: the one that cuts the most records into the same number of fields
  /// (more than one) wins. A first record with another number of fields halves its standing, because the header has no
  /// decimal commas. Ties go to more fields, then to the order of `delimiters`. `isWhole` says that the sample is the
  /// whole file, so that its last line counts as well.
  public static func detect(_ sample: UnsafeRawBufferPointer, isWhole: Bool = true) -> CSVDialect {
    var best: (delimiter: UInt8, score: Double, fields: Int)?
    for delimiter in delimiters {
      let counts = FieldCounts(sample, delimiter: delimiter, quote: UInt8(ascii: "\""), isWhole: isWhole)
      guard let common = counts.mostCommon, common.fields > 1 else { continue }
      var score = Double(common.records) / Double(counts.records)
      if counts.first != common.fields { score /= 2 }
      if let best, (best.score, best.fields) >= (score, common.fields) { continue }
      best = (delimiter, score, common.fields)
    }
    return CSVDialect(delimiter: best?.delimiter ?? UInt8(ascii: ","))
  }

  /// Finds the delimiter in the first bytes of a file.
  public static func detect(_ sample: [UInt8], isWhole: Bool = true) -> CSVDialect {
    sample.withUnsafeBytes { detect($0, isWhole: isWhole) }
  }
}

/// How many records of a sample have how many fields, if it is cut at one delimiter.
private struct FieldCounts {
  private(set) var first = 0
  private(set) var records = 0
  private var byFields: [Int: Int] = [:]

  var mostCommon: (fields: Int, records: Int)? {
    byFields.max { ($0.value, $0.key) < ($1.value, $1.key) }.map { ($0.key, $0.value) }
  }

  init(_ sample: UnsafeRawBufferPointer, delimiter: UInt8, quote: UInt8, isWhole: Bool) {
    var fields = 1
    var isEmpty = true
    var isFieldStart = true
    var isQuoted = false
    for byte in sample {
      if isQuoted {
        // A doubled quote closes the field and, being no delimiter, opens it again.
        if byte == quote { isQuoted = false }
        continue
      }
      switch byte {
      case 0x0A, 0x0D:
        if !isEmpty { add(fields) }
        if records >= 500 { return }
        (fields, isEmpty, isFieldStart) = (1, true, true)
      case delimiter:
        fields += 1
        (isEmpty, isFieldStart) = (false, true)
      case quote where isFieldStart:
        isQuoted = true
        // The field stays open to quotes, so that the second of a pair is taken as an opening one.
        isEmpty = false
      default:
        (isEmpty, isFieldStart) = (false, false)
      }
    }
    if !isEmpty, isWhole || records == 0 { add(fields) }
  }

  private mutating func add(_ fields: Int) {
    if records == 0 { first = fields }
    records += 1
    byFields[fields, default: 0] += 1
  }
}
