internal import BenchCore
internal import Canvas

/// What stands in the edges of a lane: who it is and how it does, how far it is and with what.
struct LaneCaptions {
  let run: RunView
  let lane: LaneFigures

  /// Both captions of the upper edge, as whole as they fit beside each other; what says least goes
  /// first, and the name is cut last.
  func upper(width: Int, _ glyphs: GlyphSet) -> (title: Line, counters: Line) {
    for (hasPlace, hasKinds) in [(true, true), (false, true), (false, false)] {
      let title = title(glyphs, hasPlace: hasPlace)
      let counters = counters(glyphs, hasKinds: hasKinds)
      if title.width(glyphs: glyphs) + counters.width(glyphs: glyphs) <= width {
        return (title, counters)
      }
    }
    let counters = counters(glyphs, hasKinds: false)
    let rest = title(glyphs, hasPlace: false, name: "").width(glyphs: glyphs)
    let room = max(4, width - rest - counters.width(glyphs: glyphs))
    let name = DisplayWidth.truncate(lane.server.name, to: room, glyphs: glyphs.text)
    return (title(glyphs, hasPlace: false, name: name), counters)
  }

  private func title(_ glyphs: GlyphSet, hasPlace: Bool, name: String? = nil) -> Line {
    let standing = lane.standing
    let style = Style(standing.ink)
    return [
      Span("\(lane.index + 1) ", .muted),
      Span(name ?? lane.server.name, Style(.series(lane.index)).bold),
      Span(hasPlace && !lane.place.isEmpty ? "  " + lane.place + "  " : "  ", .muted),
      Span(
        standing.mark(glyphs) + " " + standing.words, standing.ink == .bad ? style.bold : style),
    ]
  }

  private func counters(_ glyphs: GlyphSet, hasKinds: Bool) -> Line {
    var line: Line = [
      Span("ok \(Quantity.count(lane.succeeded))", Style(lane.succeeded > 0 ? .good : .muted).bold)
    ]
    if lane.failed > 0 {
      let count = "\(LaneChartView.failed(glyphs)) failed \(Quantity.count(lane.failed))"
      line = line + Line("  ") + Line(count, Style(.bad).bold)
      if hasKinds { line = line + Line(" ") + Line("(\(lane.failureWords))", Style(.bad)) }
    }
    if lane.staleRetries > 0 {
      let count = "sent anew \(Quantity.count(lane.staleRetries))"
      line = line + Line("  ") + Line(count, Style(.warning))
    }
    return line
  }

  // MARK: How far it is

  /// Cells that `progress` can take, the same for the whole run.
  var progressWidth: Int {
    2 * DisplayWidth.of(Quantity.count(lane.planned ?? lane.finished)) + 1
  }

  /// Finished requests of those planned.
  var progress: Line {
    Line(
      Quantity.count(lane.finished) + (lane.planned.map { "/" + Quantity.count($0) } ?? ""), .muted)
  }

  /// What it is doing, in so many cells.
  func activity(width: Int, _ glyphs: GlyphSet) -> Line {
    if lane.aborted > 0 {
      let mark = LaneChartView.stopped(glyphs)
      return Line("  \(mark) stopped with \(Quantity.count(lane.aborted)) in flight", .muted)
    }
    guard let oldest = lane.oldest, let corpus = run.state.started?.corpus,
      corpus.indices.contains(oldest.start.document)
    else { return waitsForTurn ? Line("  waits for its turn", .muted) : [] }
    let seconds = run.state.now.seconds(since: oldest.since)
    // Fast answers would only flicker here.
    let time = seconds >= 1 ? " " + Quantity.clock(seconds: seconds) : ""
    // A request that has ended counts until its answer is judged: never show more than can be.
    let inFlight = min(lane.inFlight, max(1, lane.concurrency))
    let document = corpus[oldest.start.document]
    let words = inFlight > 1 ? "\(inFlight) in flight" : document.name
    let pages = lane.pagesSoFar.map { " " + pageWords($0, of: document, inFlight) } ?? ""
    let room = width - 2 - time.count - pages.count
    guard room >= 8 else { return [] }
    return Line("  " + DisplayWidth.truncate(words, to: room, glyphs: glyphs.text), .muted)
      + Line(pages, .muted) + Line(time, Style(.accent))
  }

  /// How far streamed answers have come: of one document as a part of its pages.
  private func pageWords(_ pages: Int, of document: Document, _ inFlight: Int) -> String {
    guard inFlight == 1, let all = document.pages else {
      return Quantity.count(pages, "page") + " so far"
    }
    return "page \(Quantity.count(pages))/\(Quantity.count(all))"
  }

  /// Seconds without a request of its own after which it says that others are measured.
  private static let patience = 1.0

  private var waitsForTurn: Bool {
    guard run.phase == .running, !run.state.inFlight.isEmpty, lane.finished < lane.planned ?? .max,
      let last = lane.current?.recent.last
    else { return false }
    return run.state.now.seconds(since: last.end) >= Self.patience
  }
}
