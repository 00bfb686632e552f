import CXlsxWriter
import Diagnostics
import Workbooks

/// Draws a document's charts of one table as native charts beside it.
struct XLSXCharts {
  let document: ReportDocument
  let table: ReportTable
  let language: Language

  /// Below short tables, to the right of long ones.
  func insert(on sheet: XLSXSheet, header: Int, rows: Range<Int>, below: Int) {
    let drawn = drawnRows(rows)
    guard !drawn.isEmpty else { return }
    let cells = (header + 1 + drawn.lowerBound)..<(header + 1 + drawn.upperBound)
    var row = rows.count > 40 ? header : below + 1
    let column = rows.count > 40 ? table.columns.count + 1 : 0
    for figure in document.figures where figure.table == table.id {
      guard let chart = chart(figure, on: sheet, rows: cells) else { continue }
      let isHorizontal = figure.kind != .line
      let height = isHorizontal ? min(max(288, 90 + 22 * drawn.count * barsPerRow(figure)), 2000) : 340
      var options = lxw_chart_options()
      options.x_scale = 1.6
      options.y_scale = Double(height) / 288
      worksheet_insert_chart_opt(sheet.sheet, UInt32(row), UInt16(column), chart, &options)
      row += height / 20 + 2
    }
  }

  /// The rows between leading and trailing totals, which would dwarf the others.
  private func drawnRows(_ rows: Range<Int>) -> Range<Int> {
    var rows = rows
    while let first = rows.first, table.totalRows.contains(first) { rows = rows.dropFirst() }
    while let last = rows.last, table.totalRows.contains(last) { rows = rows.dropLast() }
    return rows
  }

  private func barsPerRow(_ figure: ReportFigure) -> Int { figure.kind == .bar ? max(1, figure.values.count / 2) : 1 }

  private func chart(
    _ figure: ReportFigure, on sheet: XLSXSheet, rows: Range<Int>
  ) -> UnsafeMutablePointer<lxw_chart>? {
    let type = figure.kind == .line ? LXW_CHART_LINE : figure.kind == .bar ? LXW_CHART_BAR : LXW_CHART_BAR_STACKED
    let columns = figure.values.compactMap { id in table.columns.firstIndex { $0.id == id } }
    guard let category = table.columns.firstIndex(where: { $0.id == figure.category }), !columns.isEmpty,
      let chart = sheet.workbook.addChart(type)
    else { return nil }
    let categories = XLSXReference.range(sheet: sheet.name, column: category, rows: rows)
    for column in columns {
      let values = XLSXReference.range(sheet: sheet.name, column: column, rows: rows)
      guard let series = chart_add_series(chart, categories, values) else { continue }
      chart_series_set_name(series, literal(table.columns[column].label[language]))
      paint(series, as: figure.kind, color: ChartPalette.color(columns.firstIndex(of: column) ?? 0))
    }
    chart_title_set_name(chart, literal(figure.title[language]))
    chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    // Some programs write the numbers of an axis without their cells' format, a share of a tenth as 0.1.
    if let format = columns.lazy.flatMap({ column in table.rows.lazy.map { $0[column] } }).compactMap(\.numberFormat)
      .first
    {
      let axis = figure.kind == .line ? chart.pointee.y_axis : chart.pointee.x_axis
      chart_axis_set_num_format(axis, format)
    }
    if let bounds = figure.bounds {
      let axis = figure.kind == .line ? chart.pointee.y_axis : chart.pointee.x_axis
      chart_axis_set_min(axis, bounds.lowerBound)
      chart_axis_set_max(axis, bounds.upperBound)
    }
    // The first region stands at the top, as in the table.
    if figure.kind != .line {
      chart_axis_set_reverse(chart.pointee.y_axis)
      chart_axis_set_crossing_max(chart.pointee.y_axis)
      chart_set_series_gap(chart, 50)
    }
    return chart
  }

  private func paint(_ series: UnsafeMutablePointer<lxw_chart_series>, as kind: ReportFigure.Kind, color: UInt32) {
    if kind == .line {
      var line = lxw_chart_line()
      line.color = color
      line.width = 2.25
      chart_series_set_line(series, &line)
    } else {
      var fill = lxw_chart_fill()
      fill.color = color
      chart_series_set_fill(series, &fill)
    }
  }

  /// A name beginning with `=` would be taken for a reference.
  private func literal(_ text: String) -> String {
    let text = XLSXText.clean(PrintableText.line(text))
    return text.hasPrefix("=") ? " " + text : text
  }
}
