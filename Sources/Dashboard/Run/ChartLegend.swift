internal import BenchCore
internal import Canvas

/// What the marks of the lanes' charts mean, each told once: in the first lane that has room for it.
///
/// The marks of failures and of what the stop cut off stand beside their counts, and a pause has
/// its own label.
struct ChartLegend {
  /// What can stand on a chart, the more important first.
  enum Mark: Hashable {
    case subject(SubjectMark)
    case ramp, stem, mean, longest, turn, warmUp

    static let all =
      SubjectMark.allCases.reversed().map { Mark.subject($0) }
      + [ramp, stem, mean, longest, turn, warmUp]
  }

  private var told: Set<Mark> = []

  /// What this chart shows that no lane above has told, as far as there is room.
  ///
  /// - Parameters:
  ///   - hasTurns: Whether other servers are measured in the gaps.
  ///   - subject: What is watched beside the requests, with its own marks.
  mutating func line(
    for chart: LaneChart, hasTurns: Bool, _ subject: WatchedSubject? = nil, room: Int,
    _ glyphs: GlyphSet
  ) -> Line {
    var line = Line()
    for mark in Self.marks(chart, hasTurns: hasTurns, subject) where !told.contains(mark) {
      let words = (line.isEmpty ? "" : "   ") + Self.words(mark, glyphs)
      let wider = line + Line(words, .muted)
      guard wider.width(glyphs: glyphs) <= room else { continue }
      line = wider
      told.insert(mark)
    }
    return line
  }

  static func marks(
    _ chart: LaneChart, hasTurns: Bool, _ subject: WatchedSubject? = nil
  ) -> [Mark] {
    let happened = Set(subject.map { SubjectMark.all(of: $0, on: chart).map(\.mark) } ?? [])
    return Mark.all.filter { mark in
      switch mark {
      case .subject(let own): happened.contains(own)
      case .ramp: !chart.ramps.isEmpty || !chart.growing.isEmpty
      case .stem: !chart.points.isEmpty
      case .mean: !chart.means.isEmpty
      case .longest: !chart.maxima.isEmpty
      case .turn: hasTurns && !chart.isEmpty
      case .warmUp: !chart.warmUps.isEmpty
      }
    }
  }

  private static func words(_ mark: Mark, _ glyphs: GlyphSet) -> String {
    let dot = glyphs == .ascii ? "+" : "dot"
    return switch mark {
    case .subject(let own):
      "\(Character(glyphs.pick(own.glyph.unicode, ascii: own.glyph.ascii))): \(own.words)"
    case .ramp: "ramp tip: service time"
    case .stem: "stem tip: service time"
    case .mean: "line: mean service time"
    case .longest: "\(dot): longest"
    case .turn: "gap: another's turn"
    case .warmUp: "\(dot): warm-up"
    }
  }
}
