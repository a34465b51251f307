internal import BenchCore
internal import Canvas

/// The measurement: progress, one lane per server, how they compare; at the end the table.
///
///     ▓▓▓▓▓▓▓▓░░░░░░░░░░░░  76/200  38 %  about 01:10 left
///     ┌─ 1 Python FastAPI ───────────────────────────────────────┐
///     │ …                                                        │
///     ┌─ 2 Rust Axum ────────────────────────────────────────────┐
///     │ …                                                        │
///     ┌─ So far ───────────────────┐┌─ Service time ─────────────┐
///     │ p50  2.38 s    2.41 s      ││  ▁▂▅█▇▅▃▂▁▁ ▁              │
///     └────────────────────────────┘└────────────────────────────┘
struct RunScreen: Widget {
  let state: DashboardState

  private var run: RunView { state.shownRun }

  func draw(on canvas: inout Canvas, in area: Rect) {
    if let start = state.replayStart, state.replay == nil {
      let name = Sanitizer.line(start.path, glyphs: canvas.glyphs.text, limit: 200)
      MessageBlock(lines: [Line("reading \(name) …")]).draw(on: &canvas, in: area)
      return
    }
    switch run.phase {
    case _ where state.setup.startsWhenSeen:
      drawPreparing(0, 0, on: &canvas, in: area)
      return
    case .idle:
      MessageBlock(lines: [
        Line("Nothing has been run yet."), Line(),
        Line("1 is the setup: choose what to measure, Enter starts it.", .muted),
      ]).draw(on: &canvas, in: area)
      return
    case .preparing(let done, let total):
      drawPreparing(done, total, on: &canvas, in: area)
      return
    case .running, .paused, .stopping, .over: break
    }
    if drawsFailure(on: &canvas, in: area) { return }
    let layout = RunLayout(run, body: area)
    let lanes = LaneFigures.all(run)
    if let replay = state.replay {
      canvas.draw(TimeBar(replay: replay), in: layout.progress)
    } else {
      canvas.draw(ProgressBar(run: run, lanes: lanes), in: layout.progress)
    }
    drawLanes(layout, lanes, on: &canvas)
    if let place = layout.gpus {
      let gpus = GPULine(
        gpus: run.state.watched.gpus, now: run.state.now, isOver: run.phase == .over)
      canvas.draw(gpus, in: place)
    }
    if let below = layout.paired, let panel = PairedPanel(run) { canvas.draw(panel, in: below) }
    if let below = layout.soFar {
      canvas.draw(SoFarPanel(run: run, lanes: lanes.baselineFirst(of: run)), in: below)
    }
    if let place = layout.table { canvas.draw(RunTable(run: run), in: place) }
    if let place = layout.spread { canvas.draw(SpreadPanel(lanes: lanes), in: place) }
  }

  private func drawsFailure(on canvas: inout Canvas, in area: Rect) -> Bool {
    switch run.ending {
    case .nothingSent(let reason):
      drawFailure("Nothing was measured", reason, on: &canvas, in: area)
      return true
    case .failed(let reason):
      drawFailure("The run failed", reason, on: &canvas, in: area)
      return true
    case .saved, nil: return false
    }
  }

  private func drawLanes(_ layout: RunLayout, _ lanes: [LaneFigures], on canvas: inout Canvas) {
    let pictures = layout.lanes.compactMap { lane in
      lanes.first { $0.index == lane.index }.map { LanePicture($0, of: run, in: lane.area) }
    }
    let ceiling = LaneChart.ceiling(pictures.map(\.maximum).max() ?? 0)
    let focus = min(run.lane, max(0, run.laneCount - 1))
    let hasTurns = run.laneCount > 1 && run.state.started?.plan.order != .simultaneous
    var legend = ChartLegend()
    for picture in pictures {
      let told = picture.chart.map {
        legend.line(
          for: $0, hasTurns: hasTurns, picture.figures.subject,
          room: LanePanel.legendRoom(picture, of: run), canvas.glyphs)
      }
      canvas.draw(
        LanePanel(
          run: run, picture: picture,
          isFocused: picture.figures.index == focus && run.laneCount > 1, ceiling: ceiling,
          legend: told ?? []), in: picture.area)
    }
    if let hidden = layout.hidden { draw(hidden, on: &canvas) }
  }

  /// Says which lanes there was no room for.
  private func draw(_ hidden: RunLayout.Hidden, on canvas: inout Canvas) {
    let arrows = canvas.glyphs == .ascii ? ("^", "v") : ("↑", "↓")
    let parts = [(arrows.0, hidden.above, "above"), (arrows.1, hidden.below, "below")]
    let words = parts.filter { $0.1 > 0 }.map {
      "\($0.0) \(Quantity.count($0.1, "more lane")) \($0.2)"
    }
    canvas.put(Line(words.joined(separator: "   "), Style(.accent)), x: 1, in: hidden.area)
  }

  private func drawPreparing(
    _ done: Int, _ total: Int, on canvas: inout Canvas, in area: Rect
  ) {
    let middle = area.centered(width: 50, height: 2)
    canvas.put(
      total > 0
        ? "reading documents: \(Quantity.count(done)) of \(Quantity.count(total))"
        : "reading the documents …", in: middle)
    canvas.draw(
      Gauge(fraction: total > 0 ? Double(done) / Double(total) : nil, style: Style(.accent)),
      in: middle.row(1))
  }

  private func drawFailure(
    _ title: String, _ reason: String, on canvas: inout Canvas, in area: Rect
  ) {
    let width = min(76, area.width - 4)
    let lines = reason.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
      TextWrap.lines(
        Sanitizer.line(String($0), glyphs: canvas.glyphs.text), width: max(8, width))
    }
    MessageBlock(
      lines: [Line(title, Style(.bad).bold), Line()] + lines.map { Line($0) } + [
        Line(), Line("1 changes the plan, r tries again, l shows the log.", .muted),
      ]
    ).draw(on: &canvas, in: area)
  }
}

/// Lines in the middle of an area, as wide as the widest.
struct MessageBlock: Widget {
  let lines: [Line]

  func draw(on canvas: inout Canvas, in area: Rect) {
    let width = lines.map { $0.width(glyphs: canvas.glyphs) }.max() ?? 0
    let middle = area.centered(width: width, height: lines.count)
    for (y, line) in lines.enumerated() { canvas.put(line, y: y, in: middle) }
  }
}
