internal import BenchCore
internal import Canvas

/// Health checks as one mark each, the newest at the right, and what they come to.
///
///     health ✓✓✓✓✓✗✗✓✓✓✓  11 probes · 1 flap · 41.0 ms each
struct HealthStrip: Widget {
  let row: ContainerRow

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard row.facts.health != .none || row.probes.count > 0 else {
      canvas.put("no health check", .muted, in: area)
      return
    }
    let label = canvas.put("health ", .muted, in: area)
    let facts = Line("  " + Self.facts(row).joined(separator: " · "), .muted)
    let room = area.width - label - facts.width(glyphs: canvas.glyphs)
    let probes = row.probes.elements.suffix(max(4, min(60, room)))
    var line = Line()
    for probe in probes {
      line =
        line + (probe.isHealthy ? Line("✓", Style(.good)) : Line("✗", Style(.bad).bold))
    }
    canvas.put(line + facts, x: label, in: area)
  }

  /// `12 probes`, `1 flap`, `41.0 ms each`.
  static func facts(_ row: ContainerRow) -> [String] {
    let probes = row.probes.elements
    guard !probes.isEmpty else { return ["no probe has run yet"] }
    let mean = probes.reduce(0) { $0 + $1.seconds } / Double(probes.count)
    var facts = [
      Quantity.count(probes.count, "probe"), Quantity.duration(seconds: mean) + " each",
    ]
    if row.flaps > 0 { facts.insert(Quantity.count(row.flaps, "flap"), at: 1) }
    return facts
  }
}
