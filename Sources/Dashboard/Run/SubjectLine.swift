internal import BenchCore
internal import Canvas

/// A lane's container, or the process that was launched for it, in one line.
///
///     ocr-a  ● healthy 12 min   cores 1.94 of 2.00 ▂▅▇█  throttled 41 %   memory 612 MB of 1.02 GB ▃▄▄▅
///
/// What says least goes first where there is no room.
struct SubjectLine {
  let server: ServerSpec
  let subject: WatchedSubject
  let now: RunTime
  let isOver: Bool
  /// Whether its server was stopped, of which a process tells nothing itself.
  var isStopped = false
  /// Columns over the time of the lane's chart, for small bars; nil where larger ones are shown.
  let columns: UsageColumns?

  private struct Part {
    /// Of what is only worth telling where there is room.
    static let needless = 9

    /// Whole first, then ever shorter.
    var forms: [Line]
    /// The higher, the sooner it goes.
    var rank: Int
    var line: Line { forms.first ?? [] }
  }

  func line(width: Int, _ glyphs: GlyphSet) -> Line {
    var parts = parts(glyphs)
    func isTooLong() -> Bool {
      let cells = parts.reduce(0) { $0 + $1.line.width(glyphs: glyphs) }
      return cells + 2 * (parts.count - 1) > width
    }
    if isTooLong() { parts.removeAll { $0.rank == Part.needless } }
    while isTooLong() {
      // What has the most forms left is shortened first, from the right.
      let most = parts.map(\.forms.count).max() ?? 0
      if most > 1, let index = parts.lastIndex(where: { $0.forms.count == most }) {
        parts[index].forms.removeFirst()
      } else if let index = parts.indices.dropFirst().max(by: {
        parts[$0].rank <= parts[$1].rank
      }) {
        parts.remove(at: index)
      } else {
        break
      }
    }
    return Line(Array(parts.map(\.line.spans).joined(separator: [Span("  ", .muted)])))
  }

  private func parts(_ glyphs: GlyphSet) -> [Part] {
    var parts = [standing(glyphs)]
    if let sample = subject.sample, subject.isRunning != false, !isStopped {
      if let cores = cores(sample, glyphs) { parts.append(cores) }
      if let share = sample.throttledShare, share > 0 {
        let words = Line("throttled \(Quantity.percent(share))", Style(.warning).bold)
        parts.append(Part(forms: [words], rank: 2))
      }
      if let memory = memory(sample, glyphs) { parts.append(memory) }
      if let stale { parts.append(Part(forms: [Line(stale, Style(.warning))], rank: 1)) }
    }
    if subject.outOfMemory > 0 {
      let count = glyphs.text.spelled(" " + Quantity.count(subject.outOfMemory) + "×")
      let forms = ["out of memory", "OOM"].map { Line($0 + count, Style(.bad).bold) }
      parts.append(Part(forms: forms, rank: 1))
    }
    let restarts = Line(
      "restarts \(Quantity.count(subject.restarts))",
      subject.restarts > 0 ? Style(.warning).bold : .muted)
    parts.append(Part(forms: [restarts], rank: subject.restarts > 0 ? 5 : Part.needless))
    return parts
  }

  // MARK: Who it is, and how it does

  private func standing(_ glyphs: GlyphSet) -> Part {
    let name = Sanitizer.line(
      server.container == nil ? "process" : subject.name, glyphs: glyphs.text, limit: 60)
    let state = state(glyphs)
    let age = subject.health.map { _ in " " + Self.age(now.seconds(since: subject.healthSince)) }
    let short: Line = [Span(name + "  ", .plain), state]
    let showsAge = subject.isRunning != false && subject.latest?.change.kind != .lost
    guard showsAge, let age else { return Part(forms: [short], rank: 3) }
    return Part(forms: [short + Line(age, .muted), short], rank: 3)
  }

  private func state(_ glyphs: GlyphSet) -> Span {
    func span(_ mark: String, _ ascii: String, _ words: String, _ ink: Ink) -> Span {
      let style = ink == .bad ? Style(ink).bold : Style(ink)
      return Span((glyphs == .ascii ? ascii : mark) + " " + words, style)
    }
    if subject.isRunning == false {
      // The run's end stops what was launched for it.
      return span("†", "+", ending, isOver && subject.latest?.change.kind != .died ? .muted : .bad)
    }
    if isStopped { return span("○", "o", "stopped", .muted) }
    switch subject.latest?.change.kind {
    case .paused: return span("‖", "=", "paused", .warning)
    case .lost: return span("?", "?", "cannot be watched", .warning)
    default: break
    }
    return switch subject.health {
    case .healthy: span("●", "*", "healthy", .good)
    case .starting: span("◐", "~", "starting", .warning)
    case .unhealthy: span("✗", "x", "unhealthy", .bad)
    case .some(.none), nil: span("●", "*", "running", .good)
    }
  }

  private var ending: String {
    guard let change = subject.latest?.change else { return "ended" }
    return switch change.kind {
    case .died:
      change.exitCode.map { "ended with exit code \($0)" }
        ?? change.signal.map { "ended by signal \($0)" } ?? "ended"
    case .stopped: "stopped"
    case .removed: "removed"
    default: "ended"
    }
  }

  // MARK: What it uses

  private func cores(_ sample: ResourceSample, _ glyphs: GlyphSet) -> Part? {
    guard let cores = sample.cores else { return nil }
    let limit = sample.coreLimit.map { " of " + Quantity.number($0) } ?? ""
    return used(
      "cores", ContainerWords.decimal(cores), limit, columns?.cores,
      top: { UsageColumns.top(of: $0, limit: sample.coreLimit, least: UsageColumns.leastCores) },
      glyphs)
  }

  private func memory(_ sample: ResourceSample, _ glyphs: GlyphSet) -> Part? {
    guard let memory = sample.memoryBytes else { return nil }
    let limit = sample.memoryLimitBytes.map { " of " + Quantity.bytes($0) } ?? ""
    return used(
      "memory", Quantity.bytes(memory), limit, columns?.memory,
      top: { UsageColumns.top(of: $0, limit: sample.memoryLimitBytes.map(Double.init)) }, glyphs)
  }

  private func used(
    _ label: String, _ value: String, _ limit: String, _ values: [Double?]?,
    top: ([Double?]) -> Double, _ glyphs: GlyphSet
  ) -> Part {
    let bare: Line = [Span(label + " ", .muted), Span(value, Style.plain.bold)]
    let forms = limit.isEmpty ? [bare] : [bare + Line(limit, .muted), bare]
    guard let values, values.contains(where: { $0 != nil }) else {
      return Part(forms: forms, rank: 4)
    }
    let bars = Sparkline(values: values, maximum: top(values), style: Style(.accent)).line(
      width: values.count, glyphs: glyphs)
    return Part(forms: [forms[0] + Line(" ") + bars] + forms, rank: 4)
  }

  // MARK: How old it is

  /// Seconds after which a sample is old: an engine samples every second, another every five.
  private static let patience = 3.0

  private var stale: String? {
    guard !isOver, let sample = subject.sample else { return nil }
    let age = now.seconds(since: subject.sampledAt)
    guard age > max(Self.patience, 2.5 * Double(sample.interval) / 1e9) else { return nil }
    return "stale " + Self.age(age)
  }

  /// `41 s`, `12 min`, `3 h`.
  private static func age(_ seconds: Double) -> String {
    let whole = Int(min(max(0, seconds), 1e15))
    return switch whole {
    case ..<60: "\(whole) s"
    case ..<3600: "\(whole / 60) min"
    default: "\(Quantity.count(whole / 3600)) h"
    }
  }
}
