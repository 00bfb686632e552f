package import CXlsxWriter

/// The looks of a cell.
package struct XLSXStyle: Hashable {
  package enum Role: Hashable {
    case plain, title, warning, header, total
    /// A cell to fill in: pale yellow, framed, not locked.
    case input
    /// A cell of a form that must stay as it is: pale grey, framed.
    case fixed
    /// A cell that was refused: pale red, framed.
    case faulty
    /// Small grey words beside the matter itself.
    case aside
    /// A cell of a form with a frame and nothing else.
    case framed
  }

  package var role: Role
  /// An Excel number format, such as `#,##0`; nil is general.
  package var numberFormat: String?
  package var isRight: Bool
  package var isCentred: Bool
  package var wraps: Bool
  /// Whether it stands at the top of a row that is several lines high.
  package var isTop: Bool
  /// Set off from the figures in the column before.
  package var isIndented: Bool
  /// Whether a protected sheet keeps the cell from being changed; cells to fill in never are.
  package var isLocked: Bool

  package init(
    role: Role = .plain, numberFormat: String? = nil, isRight: Bool = false, isCentred: Bool = false,
    wraps: Bool = false, isTop: Bool = false, isIndented: Bool = false, isLocked: Bool = true
  ) {
    self.isTop = isTop
    self.isIndented = isIndented
    self.role = role
    self.numberFormat = numberFormat
    self.isRight = isRight
    self.isCentred = isCentred
    self.wraps = wraps
    self.isLocked = isLocked
  }

  package func apply(to format: UnsafeMutablePointer<lxw_format>) {
    if let numberFormat { format_set_num_format(format, numberFormat) }
    if isRight { format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue)) }
    if isCentred { format_set_align(format, UInt8(LXW_ALIGN_CENTER.rawValue)) }
    if wraps { format_set_text_wrap(format) }
    if wraps || isTop { format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue)) }
    if isIndented { format_set_indent(format, 1) }
    if !isLocked || role == .input { format_set_unlocked(format) }
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
    case .input: frame(format, fill: 0xFF_F9_DB)
    case .fixed: frame(format, fill: 0xF1_F3_F5)
    case .faulty: frame(format, fill: 0xFF_C9_C9)
    case .framed: frame(format, fill: nil)
    case .aside:
      format_set_font_color(format, 0x60_6060)
      format_set_font_size(format, 9)
    }
  }

  private func frame(_ format: UnsafeMutablePointer<lxw_format>, fill: UInt32?) {
    if let fill { format_set_bg_color(format, fill) }
    format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_border_color(format, 0xBF_BF_BF)
  }
}
