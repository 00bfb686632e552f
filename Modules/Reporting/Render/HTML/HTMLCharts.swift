import Diagnostics
import Workbooks

/// The charts of one table, as figures that a script draws; without the script they stay hidden, and the table says all
/// that they do.
struct HTMLCharts {
  let document: ReportDocument
  let table: ReportTable
  let language: Language

  func figures() -> [String] {
    document.figures.filter { $0.table == table.id }.compactMap(figure)
  }

  private func figure(_ figure: ReportFigure) -> String? {
    guard let category = table.columns.firstIndex(where: { $0.id == figure.category }) else { return nil }
    let columns = figure.values.compactMap { id in table.columns.firstIndex { $0.id == id } }
    let rows = table.rows.indices.filter { !table.totalRows.contains($0) }.map { table.rows[$0] }
    guard !columns.isEmpty, !rows.isEmpty else { return nil }
    let values = ValueText(language: language)
    func cell(_ row: [ReportValue], _ column: Int) -> ReportValue { column < row.count ? row[column] : .missing }
    let series = columns.enumerated().map { place, column in
      JSON.object([
        ("label", .string(PrintableText.line(table.columns[column].label[language]))),
        ("color", .string(Self.hex(ChartPalette.color(place)))),
        ("data", .array(rows.map { Self.number(cell($0, column)) })),
      ])
    }
    let chart = JSON.object([
      // Points over numbers stand as far apart as their numbers are.
      (
        "over",
        figure.kind == .line && table.columns[category].type.isNumber
          ? .array(rows.map { Self.number(cell($0, category)) }) : .null
      ),
      ("kind", .string(figure.kind.rawValue)), ("locale", .string(language == .indonesian ? "id-ID" : "en-GB")),
      ("from", figure.bounds.map { .number($0.lowerBound) } ?? .null),
      ("to", figure.bounds.map { .number($0.upperBound) } ?? .null),
      ("labels", .array(rows.map { .string(PrintableText.line(values.text(cell($0, category)))) })),
      ("series", .array(series)),
    ])
    // Bars lie on their side, a line of text high each, so that names can be read.
    let perRow = figure.kind == .bar ? max(1, columns.count / 2) : 1
    let height =
      figure.kind == .line
      ? 320 : min(max(220, 90 + 24 * rows.count * perRow + (document.isDashboard ? 12 * rows.count : 0)), 6000)
    let title = HTMLText.line(figure.title[language])
    // The heading above the chart may have said it already.
    let caption = figure.title == table.title ? "" : "<figcaption>\(title)</figcaption>"
    return """
      <figure class="chart" hidden>\(caption)<div style="height:\(height)px"><canvas role="img" aria-label="\(title)"></canvas></div><script type="application/json">\(HTMLText.script(chart.text))</script></figure>

      """
  }

  private static func number(_ value: ReportValue) -> JSON {
    switch value {
    case .integer(let number): .integer(number)
    case .real(let number, _), .percent(let number, _): .number(number)
    case .missing, .text, .category, .code, .period, .date: .null
    }
  }

  private static func hex(_ color: UInt32) -> String {
    let digits = String(color, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// Draws every figure of the page.
  static let script = """
    (function () {
      if (!window.Chart) { return; }
      var charts = [], isDashboard = document.body.classList.contains("dashboard");
      document.querySelectorAll("figure.chart").forEach(function (figure) { figure.hidden = false; });
      var widths = Array.from(document.querySelectorAll("figure.chart"), function (figure) { return figure.clientWidth; });
      Chart.defaults.font.size = isDashboard ? Math.max(12, Math.min(17, Math.min.apply(null, widths) / 34)) : 13;
      Chart.defaults.color = "#333";
      document.querySelectorAll("figure.chart").forEach(function (figure) {
        var said = JSON.parse(figure.querySelector("script").textContent);
        var isLine = said.kind === "line", isStacked = said.kind === "stacked_bar";
        var isWhole = said.series.every(function (one) { return one.data.every(function (n) { return n === null || n % 1 === 0; }); });
        var values = {ticks: isWhole ? {precision: 0} : {}, beginAtZero: !isLine, stacked: isStacked};
        if (said.from !== null) { values.min = said.from; values.max = said.to; }
        charts.push(new Chart(figure.querySelector("canvas"), {
          type: isLine ? "line" : "bar",
          data: {
            labels: said.labels,
            datasets: said.series.map(function (one) {
              var data = said.over ? one.data.map(function (y, i) { return {x: said.over[i], y: y}; }) : one.data;
              return {label: one.label, data: data, backgroundColor: one.color, borderColor: one.color, spanGaps: true, tension: 0};
            })
          },
          options: {
            animation: false, maintainAspectRatio: false, devicePixelRatio: Math.max(2, window.devicePixelRatio || 1), locale: said.locale, indexAxis: isLine ? "x" : "y",
            interaction: {mode: "index", axis: isLine ? "x" : "y", intersect: false},
            plugins: {legend: {position: "bottom", display: said.series.length > 1}},
            scales: {
              x: isLine ? {type: said.over ? "linear" : "category"} : values,
              y: isLine ? values : {stacked: isStacked, ticks: {autoSkip: false}}
            }
          }
        }));
      });
      function fit() { charts.forEach(function (chart) { chart.resize(); }); }
      window.addEventListener("beforeprint", fit);
      window.addEventListener("afterprint", fit);
    })();
    """
}
