import Domain

/// The names of a row's region and of those that contain it, as texts.
struct RegionNames: Hashable, Sendable {
  var province = ""
  var regency = ""
  var district = ""
  var village = ""

  init(province: String = "", regency: String = "", district: String = "", village: String = "") {
    self.province = province
    self.regency = regency
    self.district = district
    self.village = village
  }

  init(_ cells: RegionCells) {
    province = Self.text(cells.province)
    regency = Self.text(cells.regency)
    district = Self.text(cells.district)
    village = Self.text(cells.village)
  }

  subscript(level: RegionLevel) -> String {
    switch level {
    case .nation: ""
    case .province: province
    case .regency: regency
    case .district: district
    case .village: village
    }
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return NameForm.isMissing(text) ? "" : text
  }
}

extension NameForm {
  /// Whether a cell holds no name: blank, or a mark such as `-`, `#N/A`.
  static func isMissing(_ text: String) -> Bool {
    if text.isEmpty { return true }
    let plain = text.lowercased().filter { !$0.isWhitespace && $0 != "." }
    return ["", "-", "--", "#n/a", "n/a", "null", "nan", "#ref!", "0"].contains(plain)
  }
}

extension RegionLevel {
  /// The cell of a row that names a region of this level.
  var cell: RegionCell {
    switch self {
    case .nation, .province: .province
    case .regency: .regency
    case .district: .district
    case .village: .village
    }
  }
}
