import Canvas

/// Widgets of every kind, usual and unusual, with hostile text and numbers.
enum WidgetSamples {
  private static let hostile = "\u{1B}[2J日本e\u{301}\u{301}👨\u{200D}👩\u{200D}👧\u{202E}\u{0}…"
  private static let lines: [Line] = [
    "plain", Line(hostile), [Span("two ", .muted), Span("spans 日本", Style(.bad))], "", "last one",
  ]
  private static let doubles: [Double?] = [
    1, nil, 0, -3, .nan, .infinity, -.infinity, 1e-300, 1e308, -1e308, 2,
  ]
  private static let points = doubles.flatMap { y in
    doubles.map { ChartPoint(x: $0 ?? 0.5, y: y ?? 7) }
  }
  private static let ticks = [
    ChartTick(value: 0, label: "0"), ChartTick(value: 1, label: hostile),
    ChartTick(value: .nan, label: "nan"), ChartTick(value: 2, label: "日本 s"),
  ]

  /// Every kind of widget, usual and unusual; only panels leave cells alone.
  static let all: [(name: String, widget: any Widget & Sendable)] = frames + lists + charts + bars

  private static let frames: [(name: String, widget: any Widget & Sendable)] = [
    ("panel", Panel(title: "t", trailing: "r", footer: "f", footerTrailing: "g")),
    (
      "panel, focused",
      Panel(title: lines[1], trailing: lines[2], footer: lines[1], isFocused: true)
    ),
    ("panel, bare", Panel(title: [])),
    ("dialog", Dialog(title: "t", body: lines, hints: [KeyHint("y", "yes")])),
    ("dialog, wide", Dialog(title: lines[1], body: lines, width: 1000, isWarning: true)),
    ("dialog, thin", Dialog(title: "t", body: lines, hints: [KeyHint("y", "")], width: -3)),
    ("tabs", Tabs(titles: ["Run", hostile, "日本"], selected: 1)),
    ("tabs, none", Tabs(titles: [], selected: -1)),
    ("hints", KeyHints([KeyHint("q", "quit"), KeyHint(hostile, hostile, isEssential: true)])),
    ("hints, none", KeyHints([])),
    ("field", TextField(text: hostile, cursor: 3, isInvalid: true)),
    ("field, empty", TextField(text: "", cursor: -5, isFocused: true, placeholder: hostile)),
    ("field, at the end", TextField(text: "日本日本日本日本", cursor: .max)),
  ]

  private static let columns = [
    TableColumn(title: "name", minimum: 3, grows: true),
    TableColumn(title: hostile, alignment: .trailing, minimum: 2, maximum: 5, priority: 1),
    TableColumn(title: "日本", alignment: .trailing, minimum: -1, maximum: -4),
  ]

  private static let lists: [(name: String, widget: any Widget & Sendable)] = [
    (
      "table",
      Table(
        columns: columns, rows: (0..<9).map { Array(lines.prefix($0)) }, selected: 7, offset: 2,
        separatorsBefore: [0, 3, 4, 99])
    ),
    ("table, odd", Table(columns: columns, rows: [lines], selected: 12, offset: .max)),
    ("table, odd", Table(columns: columns, rows: [lines, lines], selected: -1, offset: .min)),
    ("table, no columns", Table(columns: [], rows: [lines], selected: 0)),
    ("table, empty", Table(columns: columns, rows: [])),
    ("list", ListView(items: lines + lines, selected: 3, offset: 1)),
    ("log", LogView(lines: lines + lines, fromEnd: 2)),
    ("log, too far", LogView(lines: lines, fromEnd: .max)),
    ("log, empty", LogView(lines: [], fromEnd: .min)),
    ("scroll bar", Scrollbar(total: 100, visible: 7, offset: 50)),
    ("scroll bar, odd", Scrollbar(total: .max, visible: 0, offset: .max)),
    ("scroll bar, odder", Scrollbar(total: .min, visible: .min, offset: .min)),
  ]

  private static let charts: [(name: String, widget: any Widget & Sendable)] = [
    (
      "chart",
      LineChart(
        series: [
          ChartSeries(points: points, style: Style(.series1), label: hostile),
          ChartSeries(points: points, style: Style(.series2), isConnected: false, label: "b"),
        ],
        x: ChartAxis(lower: 0, upper: 2, ticks: ticks, title: hostile),
        y: ChartAxis(lower: -1, upper: 8, ticks: ticks, title: hostile),
        marks: [
          ChartMark(x: 1, glyph: "✗", ascii: "x", style: .plain),
          ChartMark(x: 2, glyph: "日", ascii: "\u{7}", style: .plain, place: .top),
          ChartMark(x: .nan, glyph: "\u{1B}", ascii: "\u{1B}", style: .plain, place: .line),
          ChartMark(x: 1.2, glyph: "\u{1B}", ascii: "\u{1B}", style: .plain, place: .line),
        ])
    ),
    (
      "chart, no axis",
      LineChart(
        series: [ChartSeries(points: points, style: .plain)],
        x: ChartAxis(lower: 1, upper: 1), y: ChartAxis(lower: .infinity, upper: -.infinity))
    ),
    (
      "chart, endless axis",
      LineChart(
        series: [ChartSeries(points: points, style: .plain)],
        x: ChartAxis(lower: -1e308, upper: 1e308, ticks: ticks),
        y: ChartAxis(lower: 0, upper: 1e-300, ticks: ticks))
    ),
    (
      "histogram",
      Histogram(
        bins: [
          HistogramBins(counts: doubles.compactMap { $0 }, style: .plain, label: "日本"),
          HistogramBins(counts: [], style: .plain, label: hostile),
          HistogramBins(counts: [1, 2, 3], style: .plain),
        ], labels: ticks)
    ),
    ("histogram, none", Histogram(bins: [], labels: ticks)),
  ]

  private static let bars: [(name: String, widget: any Widget & Sendable)] = [
    ("sparkline", Sparkline(values: doubles)),
    ("sparkline, fixed", Sparkline(values: doubles, maximum: 3)),
    ("sparkline, odd", Sparkline(values: doubles, maximum: .nan)),
    ("sparkline, odder", Sparkline(values: doubles, maximum: -1)),
    ("gauge", Gauge(fraction: 0.4, label: "日本 40 %")),
    ("gauge, nil", Gauge(fraction: nil, label: lines[1])),
    ("gauge, odd", Gauge(fraction: .nan)),
    ("gauge, over", Gauge(fraction: .infinity)),
    ("interval", IntervalBar(lower: -1, upper: 1, interval: -0.5...0.2, estimate: 0)),
    ("interval, beyond", IntervalBar(lower: -1, upper: 1, interval: -5...5, estimate: 9)),
    ("interval, beside", IntervalBar(lower: -1, upper: 1, interval: 4...5, estimate: -9)),
    (
      "interval, endless",
      IntervalBar(
        lower: -1, upper: 1, interval: -.infinity ... .infinity, estimate: .nan, reference: .nan)
    ),
    ("interval, none", IntervalBar(lower: 1, upper: -1, interval: nil, estimate: nil)),
  ]
}
