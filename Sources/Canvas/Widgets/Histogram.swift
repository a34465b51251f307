/// One row of bars in a histogram.
package struct HistogramBins: Hashable, Sendable {
  package var counts: [Double]
  package var style: Style
  /// Written over the bars where it covers none of them, for those who see no colours.
  package var label: String

  package init(counts: [Double], style: Style, label: String = "") {
    self.counts = counts
    self.style = style
    self.label = label
  }
}

/// How often values fall into bins, as bars, with the series one below the other.
///
/// All series share one scale. An empty bin is blank, any other at least an eighth of a cell.
/// Where there are more bins than columns, neighbours are drawn as one.
package struct Histogram: Widget, Hashable, Sendable {
  package var bins: [HistogramBins]
  /// Labels under the bins; their values count bins, from 0 at the left to the number of bins.
  package var labels: [ChartTick]

  package init(bins: [HistogramBins], labels: [ChartTick] = []) {
    self.bins = bins
    self.labels = labels
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    canvas.fill(area)
    guard !area.isEmpty, let count = bins.map(\.counts.count).max(), count > 0 else { return }
    let hasLabels = !labels.isEmpty && area.height > bins.count
    let height = area.height - (hasLabels ? 1 : 0)
    let merged = (count + area.width - 1) / area.width
    let bars = bins.map { Self.merge($0.counts, by: merged) }
    let barWidth = area.width / ((count + merged - 1) / merged)
    let maximum = bars.flatMap { $0 }.filter(\.isFinite).max() ?? 0
    let groups = Rect(x: area.x, y: area.y, width: area.width, height: height)
      .rows(bins.map { _ in .share(1) }, gap: height >= 3 * bins.count ? 1 : 0)
    for (index, group) in groups.enumerated() where !group.isEmpty {
      for (column, value) in bars[index].enumerated() where value > 0 {
        guard let eighths = Bars.eighths(value, maximum: maximum, rows: group.height) else {
          continue
        }
        let bar = Rect(
          x: group.x + column * barWidth, y: group.y, width: barWidth, height: group.height)
        Bars.draw(eighths, bins[index].style, on: &canvas, in: bar)
      }
      drawLabel(bins[index], on: &canvas, in: group)
    }
    if hasLabels {
      drawLabels(
        cellsPerBin: Double(barWidth) / Double(merged), on: &canvas, in: area.row(height))
    }
  }

  private static func merge(_ counts: [Double], by size: Int) -> [Double] {
    stride(from: 0, to: counts.count, by: size).map { start in
      counts[start..<min(start + size, counts.count)].filter { !$0.isNaN }.reduce(0, +)
    }
  }

  /// Writes a series' label where no bar is: at the right, at the left, or in a gap between bars.
  private func drawLabel(_ bins: HistogramBins, on canvas: inout Canvas, in group: Rect) {
    let width = canvas.glyphs.width(of: bins.label)
    guard width > 0, width <= group.width else { return }
    for y in 0..<group.height {
      let row = group.row(y)
      let places = [row.right - width, row.x].map { ($0, $0..<($0 + width)) }
      // With a blank at either side in a gap, that it is not read as a bar's.
      let gaps = (row.x..<max(row.x, row.right - width - 1)).reversed()
        .map { ($0 + 1, $0..<($0 + width + 2)) }
      for (x, cells) in places + gaps
      where cells.allSatisfy({ canvas[$0, row.y] == .blank }) {
        canvas.put(bins.label, bins.style, x: x - row.x, in: row)
        return
      }
    }
  }

  private func drawLabels(cellsPerBin: Double, on canvas: inout Canvas, in row: Rect) {
    var free = 0
    for tick in labels.sorted(by: { $0.value < $1.value }) {
      let middle = tick.value * cellsPerBin
      guard middle.isFinite, middle >= 0, middle <= Double(row.width) else { continue }
      let width = canvas.glyphs.width(of: tick.label)
      let start = max(0, min(Int(middle) - width / 2, row.width - width))
      guard start >= free, start + width <= row.width else { continue }
      canvas.put(tick.label, .muted, x: start, in: row)
      free = start + width + 1
    }
  }
}
