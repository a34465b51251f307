package import BenchCore
package import Canvas

/// The points of a sweep below each other, every server with what it took and what it got done.
///
///     ╭─────┬───────────┬─────────────┬────────┬────────┬─────────┬────────────┬───────────────╮
///     │ dpi │ in flight │ server      │ p50    │ p95    │ pages/s │ efficiency │ difference    │
///     ├─────┼───────────┼─────────────┼────────┼────────┼─────────┼────────────┼───────────────┤
///     │ 100 │         1 │ Hummingbird │ 120 ms │ 310 ms │    33.1 │      100 % │               │
///     │     │           │ FlyingFox   │ 121 ms │ 320 ms │    32.8 │      100 % │ 0.9 % slower  │
package struct SweepTable: Sendable {
  /// A server at a point.
  private struct Row: Sendable {
    var dpi: Double
    var concurrency: Int
    var server: Int
    var figures: ServerFigures
    var difference: String
    var efficiency: Double?
  }

  private enum Column: CaseIterable {
    case dpi, concurrency, server, count, failed, p50, p95, throughput, efficiency, difference
  }

  private let names: [String]
  private let rows: [Row]
  /// By resolution, then by server.
  private let scalings: [(dpi: Double, server: Int, scaling: Scaling)]
  private let hasFailures: Bool
  private let hasConcurrencies: Bool
  /// Whether there are answers enough for it anywhere.
  private let hasP95: Bool
  private let isFinal: Bool

  /// What is left out first where there is no room.
  ///
  /// In a run that goes on answers are enough for the p95 only later: a column that has come must
  /// not push another one out.
  private var expendable: [Column] { [.count, isFinal ? .p50 : .p95, .failed, .efficiency] }

  /// - Parameters:
  ///   - names: The servers', clean, in the plan's order.
  ///   - load: At a rate throughput says nothing about scaling.
  ///   - isFinal: Whether no request comes any more.
  package init(
    _ points: [RunPointFigures], names: [String], load: LoadModel, isFinal: Bool = true
  ) {
    self.names = names
    self.isFinal = isFinal
    var rows = points.flatMap { point in
      zip(point.places, zip(point.servers, point.differences)).map { server, shown in
        Row(
          dpi: point.dpi, concurrency: point.concurrency ?? 0, server: server, figures: shown.0,
          difference: shown.1)
      }
    }
    var scalings: [(dpi: Double, server: Int, scaling: Scaling)] = []
    for row in rows
    where !scalings.contains(where: { $0.dpi == row.dpi && $0.server == row.server }) {
      let own = rows.filter { $0.dpi == row.dpi && $0.server == row.server }
      let steps = own.map {
        Scaling.Step(
          concurrency: $0.concurrency,
          throughput: $0.figures.pagesPerSecond ?? $0.figures.requestsPerSecond)
      }
      scalings.append((row.dpi, row.server, Scaling(steps)))
    }
    for index in rows.indices {
      let row = rows[index]
      rows[index].efficiency =
        scalings.first { $0.dpi == row.dpi && $0.server == row.server }?
        .scaling.efficiency(at: row.concurrency)
    }
    self.rows = rows
    self.scalings = scalings
    hasFailures = rows.contains { $0.figures.failed > 0 }
    hasP95 = rows.contains { $0.figures.p95.seconds != nil }
    hasConcurrencies = load == .closed && Set(rows.map(\.concurrency)).count > 1
  }

  /// The table in at most `width` cells, if that can be: columns that matter less go first.
  package func lines(width: Int, _ glyphs: Glyphs) -> [String] {
    table(columns(width: width, glyphs), glyphs).lines(glyphs)
  }

  /// Whether the table in so many cells has a column of efficiencies.
  package func showsEfficiency(width: Int, _ glyphs: Glyphs) -> Bool {
    columns(width: width, glyphs).contains(.efficiency)
  }

  private func columns(width: Int, _ glyphs: Glyphs) -> [Column] {
    var columns = columns
    for column in expendable {
      if table(columns, glyphs).width <= width { break }
      columns.removeAll { $0 == column }
    }
    return columns
  }

  /// The table with every column that has something to say, however wide.
  func table(_ glyphs: Glyphs) -> TextTable { table(columns, glyphs) }

  private var columns: [Column] {
    Column.allCases.filter {
      ($0 != .failed || hasFailures) && ($0 != .efficiency || hasConcurrencies)
        && ($0 != .p95 || hasP95)
        && ($0 != .difference || names.count > 1)
    }
  }

  /// Where each server's throughput stops growing; nothing at a rate, which decides it.
  var knees: [ReportEntry] {
    guard hasConcurrencies else { return [] }
    let items = scalings.compactMap { dpi, server, scaling -> String? in
      let known = scaling.steps.filter { $0.throughput ?? 0 > 0 }
      // One throughput is no course.
      guard known.count > 1 else { return nil }
      let course =
        known.map { Quantity.number($0.throughput) }.joined(separator: ", ") + " with "
        + known.map { String($0.concurrency) }.joined(separator: ", ")
      let subject = "\(names[server]) at \(Quantity.plain(dpi)) dpi: "
      let most = known.last.map { String($0.concurrency) } ?? "0"
      return scaling.knee.map { "\(subject)\($0) in flight (\(course))" }
        ?? "\(subject)not found, it grew up to \(most), the most tried (\(course))"
    }
    return items.isEmpty
      ? []
      : [
        ReportEntry(
          key: "Knee",
          text:
            "the fewest requests in flight that bring \(Quantity.plain(Scaling.plateau * 100)) % of the "
            + "highest throughput; pages per second in brackets:", items: items)
      ]
  }

  private func table(_ columns: [Column], _ glyphs: Glyphs) -> TextTable {
    var table = TextTable(
      columns.map { column in
        (title(column), [.server, .difference].contains(column) ? .leading : .trailing)
      })
    for (index, row) in rows.enumerated() {
      let isNew = index == 0 || rows[index - 1].dpi != row.dpi
      let isFirst = isNew || rows[index - 1].concurrency != row.concurrency
      if isNew { table.addRule() }
      table.add(columns.map { glyphs.spelled(cell($0, row, isNew: isNew, isFirst: isFirst)) })
    }
    return table
  }

  private func title(_ column: Column) -> String {
    switch column {
    case .dpi: "dpi"
    case .concurrency: "in flight"
    case .server: "server"
    case .count: "n"
    case .failed: "failed"
    case .p50: "p50"
    case .p95: "p95"
    case .throughput: "pages/s"
    case .efficiency: "efficiency"
    case .difference: "difference"
    }
  }

  private func cell(_ column: Column, _ row: Row, isNew: Bool, isFirst: Bool) -> String {
    switch column {
    case .dpi: isNew ? Quantity.plain(row.dpi) : ""
    case .concurrency: isFirst ? String(row.concurrency) : ""
    case .server: DisplayWidth.truncate(names[row.server], to: 16)
    case .count: Quantity.count(row.figures.succeeded)
    case .failed: row.figures.failed > 0 ? Quantity.count(row.figures.failed) : ""
    case .p50: row.figures.p50.text
    case .p95: row.figures.p95.text
    case .throughput: Quantity.number(row.figures.pagesPerSecond)
    case .efficiency: Quantity.percent(row.efficiency)
    case .difference: row.difference
    }
  }
}
