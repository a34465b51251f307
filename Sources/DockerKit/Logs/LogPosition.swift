/// How far a log was read, so that after a break no line is shown twice and none is left out.
///
/// Engines begin with the line at the moment asked for, which was seen already; several lines may
/// bear one stamp (podman's have whole seconds), so that those seen are counted.
package struct LogPosition: Sendable, Equatable {
  private var last: EngineTime?
  private var countAtLast = 0
  /// Lines with the last stamp that are still to be skipped; nil when nothing is repeated.
  private var toSkip: Int?

  package init() {}

  /// The log is asked for again, from `sinceParameter` on.
  package mutating func resume() {
    if last != nil { toSkip = countAtLast }
  }

  /// What to ask the engine for; nil: from the beginning, or the tail.
  package var sinceParameter: String? { last?.sinceParameter }

  /// False for a line that was seen before the break.
  package mutating func isNew(_ line: LogLine) -> Bool {
    guard let time = line.time else { return true }
    if let skip = toSkip, let last {
      if time < last { return false }
      if time == last, skip > 0 {
        toSkip = skip - 1
        return false
      }
      toSkip = nil
    }
    if let last, time == last {
      countAtLast += 1
    } else if last.map({ time > $0 }) ?? true {
      last = time
      countAtLast = 1
    }
    return true
  }
}
