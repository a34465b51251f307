internal import BenchCore
internal import Canvas

/// The machine's GPUs in one line, as their driver tells them.
///
///     GPU 0  63 % ▂▅▇█▇▅▃▂  memory 12.1 GB of 40.0 GB   GPU 1  …
struct GPULine: Widget {
  let gpus: [WatchedGPU]
  let now: RunTime
  let isOver: Bool

  private static let bars = 16
  /// Seconds after which a sample is old.
  private static let patience = 5.0

  func draw(on canvas: inout Canvas, in area: Rect) {
    var x = 1
    let sorted = gpus.sorted { $0.sample.index < $1.sample.index }
    for (place, gpu) in sorted.enumerated() {
      let forms = [line(gpu, true, true, canvas.glyphs), line(gpu, true, false, canvas.glyphs)]
      let left = area.width - x - 1
      let more = sorted.count - place
      // Each has its part of what is left, so that the last is not lost.
      let line =
        forms.first { $0.width(glyphs: canvas.glyphs) <= left / more }
        ?? line(gpu, false, false, canvas.glyphs)
      guard line.width(glyphs: canvas.glyphs) <= left else {
        canvas.put("+\(more)", .muted, x: x, in: area)
        return
      }
      x = canvas.put(line, x: x, in: area) + 3
    }
  }

  private func line(
    _ gpu: WatchedGPU, _ hasMemory: Bool, _ hasBars: Bool, _ glyphs: GlyphSet
  ) -> Line {
    let sample = gpu.sample
    var line: Line = [
      Span("GPU \(sample.index)  ", .muted),
      Span(Quantity.percent(sample.utilisation), Style.plain.bold),
    ]
    if hasBars {
      let values = gpu.recent.elements.suffix(Self.bars)
      line =
        line + Line(" ")
        + Sparkline(values: Array(values), maximum: 1, style: Style(.accent)).line(
          width: values.count, glyphs: glyphs)
    }
    if hasMemory, let memory = sample.memoryBytes {
      line = line + Line("  memory ", .muted) + Line(Quantity.bytes(memory), Style.plain.bold)
      if let all = sample.memoryTotalBytes {
        line = line + Line(" of \(Quantity.bytes(all))", .muted)
      }
    }
    let age = now.seconds(since: gpu.time)
    if !isOver, age > Self.patience {
      line = line + Line("  stale \(Quantity.count(Int(min(age, 1e9)))) s", Style(.warning))
    }
    return line
  }
}
