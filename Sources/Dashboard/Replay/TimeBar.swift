internal import BenchCore
internal import Canvas

/// Where a replay is, on one line, in the place of a live run's progress.
///
///      ► 4×  00:41 / 02:10 ━━━━━━━━●──×──┊────!──┊────×─  76/200 requests  2 failed
///
/// Failures, warnings, changed servers and the borders of rounds stand in the bar, as far as a cell
/// has room for the most important of them.
struct TimeBar: Widget {
  let replay: ReplayView

  /// Where its parts are.
  struct Layout {
    let bar: Rect
    let leading: Line
    let trailing: Line
  }

  /// Fewest cells of a bar that is worth looking at.
  private static let leastWidth = 16
  /// Cells that a bar has before what its marks mean is told beside it.
  private static let legendWidth = 48

  func layout(in area: Rect, _ glyphs: GlyphSet) -> Layout {
    let lead = leading(glyphs)
    let start = lead.width(glyphs: glyphs) + 1
    func room(_ tail: Line) -> Int { area.width - start - tail.width(glyphs: glyphs) - 3 }
    let explained = trailing[0] + legend(glyphs)
    let fitting =
      room(explained) >= Self.legendWidth
      ? explained : trailing.first { room($0) >= Self.leastWidth }
    let tail = fitting ?? []
    let end = tail.isEmpty ? 1 : tail.width(glyphs: glyphs) + 3
    let bar = Rect(x: area.x + start, y: area.y, width: max(0, area.width - start - end), height: 1)
    return Layout(bar: bar, leading: lead, trailing: tail)
  }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let layout = layout(in: area, canvas.glyphs)
    canvas.put(layout.leading, in: area)
    if !layout.trailing.isEmpty { canvas.putTrailing(layout.trailing + Line(" "), in: area) }
    drawBar(on: &canvas, in: layout.bar)
  }

  private func leading(_ glyphs: GlyphSet) -> Line {
    let clock = replay.clock
    let (mark, word) = clock.isPlaying ? ("►", ">") : clock.isAtEnd ? ("■", "#") : ("║", "=")
    let times = [clock.position, clock.end].map {
      Quantity.clock(seconds: $0.seconds(since: .zero))
    }
    let speed = Quantity.plain(clock.speed) + (glyphs == .ascii ? "x" : "×")
    return Line(" ")
      + Line(glyphs == .ascii ? word : mark, Style(clock.isPlaying ? .accent : .warning).bold)
      + Line(" " + speed.padded(to: 5), Style(.text).bold)
      + Line(times[0], Style(.text).bold) + Line(" / " + times[1], .muted)
  }

  /// What stands behind the bar, the longer before the shorter; as wide as it will be at the end, so
  /// that the bar keeps its length and its marks their places.
  private var trailing: [Line] {
    let state = replay.view.state
    let all = Quantity.count(replay.marks.ends.count)
    let done = Quantity.count(state.finishedRequests).trailing(in: all.count)
    let planned = state.plannedRequests.map { "/" + Quantity.count($0) } ?? ""
    let requests = Line("\(done)\(planned) requests") + failures
    let short = Line(done + planned) + failures
    guard replay.run.timesAreReconstructed else { return [requests, short] }
    let words = Line("times made up from latencies", Style(.warning))
    return [requests + Line("  ") + words, words, Line("times made up", Style(.warning))]
  }

  /// How many requests failed until now; blank before the first of those that will.
  private var failures: Line {
    let failed = replay.view.state.conditions.reduce(0) { $0 &+ $1.failed }
    let most = "\(Quantity.count(max(failed, replay.marks.failures.count))) failed"
    guard failed > 0 || !replay.marks.failures.isEmpty else { return Line() }
    let words = failed > 0 ? "\(Quantity.count(failed)) failed" : ""
    return Line("  ") + Line(words.trailing(in: most.count), Style(.bad).bold)
  }

  /// What the marks mean that stand in the bar: `× failure  ! event  ┊ round`.
  private func legend(_ glyphs: GlyphSet) -> Line {
    let kinds: [(Mark, String, [RunTime])] = [
      (.failure, "failure", replay.marks.failures), (.incident, "event", replay.marks.incidents),
      (.round, "round", replay.marks.rounds),
    ]
    return kinds.filter { !$0.2.isEmpty }.reduce(Line()) { line, kind in
      line + Line("  ") + Line(kind.0.text(glyphs), kind.0.style) + Line(" " + kind.1, .muted)
    }
  }

  private func drawBar(on canvas: inout Canvas, in bar: Rect) {
    guard bar.width > 1 else { return }
    let marks = self.marks(width: bar.width)
    let here = cell(of: replay.clock.position, width: bar.width)
    for x in 0..<bar.width {
      let isDone = x < here
      let glyphs = canvas.glyphs
      let cell =
        if x == here {
          Cell(glyphs.pick("●", ascii: "O"), Style(.accent).bold)
        } else if let mark = marks[x] {
          Cell(mark.glyph(glyphs), mark.style)
        } else {
          Cell(
            glyphs.pick(isDone ? "━" : "─", ascii: isDone ? "=" : "-"),
            isDone ? Style(.accent).bold : Style(.border))
        }
      canvas[bar.x + x, bar.y] = cell
    }
  }

  /// The most important mark of every cell.
  private func marks(width: Int) -> [Mark?] {
    var marks: [Mark?] = Array(repeating: nil, count: width)
    for (mark, instants) in [
      (Mark.round, replay.marks.rounds), (.incident, replay.marks.incidents),
      (.failure, replay.marks.failures),
    ] {
      for instant in instants { marks[cell(of: instant, width: width)] = mark }
    }
    return marks
  }

  private func cell(of time: RunTime, width: Int) -> Int {
    let length = replay.clock.end.seconds(since: replay.clock.start)
    guard length > 0 else { return width - 1 }
    let share = time.seconds(since: replay.clock.start) / length
    return min(width - 1, max(0, Int((share * Double(width - 1)).rounded())))
  }

  /// What a cell of the bar stands for.
  private enum Mark {
    case round, incident, failure

    func glyph(_ glyphs: GlyphSet) -> Unicode.Scalar {
      switch self {
      case .round: glyphs.pick("┊", ascii: "|")
      case .incident: "!"
      case .failure: glyphs.pick("×", ascii: "x")
      }
    }

    func text(_ glyphs: GlyphSet) -> String { String(Character(glyph(glyphs))) }

    var style: Style {
      switch self {
      case .round: .muted
      case .incident: Style(.warning).bold
      case .failure: Style(.bad).bold
      }
    }
  }
}

extension String {
  /// With blanks before it, up to so many characters.
  fileprivate func trailing(in width: Int) -> String {
    String(repeating: " ", count: max(0, width - count)) + self
  }

  /// With blanks behind it, up to so many characters.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
