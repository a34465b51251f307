internal import BenchCore

/// A journal read once from end to end: its figures, and which line a second reading needs for what.
struct JournalOverview: Sendable {
  let figures: RunFigures
  /// One per condition.
  let responses: [ResponseTimes]
  /// Requests that started and did not end.
  let unfinished: Set<Int>
  let damage: JournalDamage
  /// Version of the format.
  let schema: Int
  /// By line, a request's condition or one of the marks below.
  ///
  /// Two bytes a line are all that is kept of a run, beside the figures.
  private let uses: [Int16]

  private static let unused: Int16 = -1
  private static let timeline: Int16 = -2
  private static let start: Int16 = -3

  /// - Parameter point: Whose events are looked at; all of them where nil.
  init(_ path: String, point: RunPoint? = nil) throws(StoreError) {
    var reader = try JournalReader(path: path)
    var narrowing = point.flatMap { PointEvents(reader.started, $0) }
    let plan = point.map(reader.started.plan.narrowed) ?? reader.started.plan
    var builder = RunFiguresBuilder()
    var responses = plan.conditions.map { _ in ResponseTimes() }
    var unfinished: Set<Int> = []
    var uses: [Int16] = []
    while let read = try reader.next() {
      guard let event = narrowing == nil ? read : narrowing?.narrow(read) else { continue }
      builder.add(event)
      // Line numbers begin at 1; what lies between was damaged.
      while uses.count < reader.line { uses.append(Self.unused) }
      switch event.payload {
      case .requestStarted(let start):
        unfinished.insert(start.sequence)
        uses.append(Self.start)
      case .requestFinished(let record):
        unfinished.remove(record.sequence)
        responses[record.condition].add(record)
        uses.append(Int16(clamping: record.condition))
      case .runStarted: uses.append(Self.unused)
      case .runResumed, .serverChanged, .pageReceived, .dpiProbed, .engineHealth,
        .resourceSampled, .gpuSampled, .subjectChanged, .note, .runFinished:
        uses.append(Self.timeline)
      }
    }
    guard let figures = builder.finish() else { throw StoreError(path, "holds no run") }
    self.figures = figures
    self.responses = responses
    self.unfinished = unfinished
    self.uses = uses
    damage = reader.damage
    schema = reader.schema
  }

  /// Whether a line is a finished request of a condition.
  func isRequest(line: Int, condition: Int) -> Bool {
    uses.indices.contains(line) && uses[line] == Int16(clamping: condition)
  }

  /// Whether a line belongs to the timeline: anything but a finished request and, unless some never
  /// finished, the starts.
  func isInTimeline(line: Int) -> Bool {
    guard uses.indices.contains(line) else { return false }
    return uses[line] == Self.timeline || uses[line] == Self.start && !unfinished.isEmpty
  }
}
