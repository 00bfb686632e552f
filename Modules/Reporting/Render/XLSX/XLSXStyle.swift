import CXlsxWriter

/// The looks of a cell.
struct XLSXStyle: Hashable {
  enum Role: Hashable {
    case plain, title, warning, header, total
  }

  var role = Role.plain
  /// An Excel number format, such as `#,##0`; nil is general.
  var numberFormat: String?
  var isRight = false
  var wraps = false

  func apply(to format: UnsafeMutablePointer<lxw_format>) {
    if let numberFormat { format_set_num_format(format, numberFormat) }
    if isRight { format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    if wraps {
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    switch role {
    case .plain: break
    case .title:
      format_set_bold(format)
      format_set_font_size(format, 14)
    case .warning:
      format_set_bold(format)
      format_set_font_color(format, 0xC0_0000)
    case .header:
      format_set_bold(format)
      format_set_bg_color(format, 0xDD_E7_F3)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_text_wrap(format)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue))
    case .total:
      format_set_bold(format)
      format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
    }
  }
}

extension ReportValue {
  /// The Excel format that shows the value as text output does.
  var numberFormat: String? {
    func places(_ count: Int) -> String {
      count > 0 ? "." + String(repeating: "0", count: min(count, 15)) : ""
    }
    switch self {
    case .integer: return "#,##0"
    case .real(_, let decimals): return "#,##0" + places(decimals)
    case .percent(_, let decimals): return "0" + places(decimals) + "%"
    case .date: return "yyyy\\-mm\\-dd"
    // "@" keeps a code a text when somebody edits the cell.
    case .code, .period: return "@"
    case .missing, .text, .category: return nil
    }
  }
}
