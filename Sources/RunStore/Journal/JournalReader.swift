package import BenchCore

/// Reads a journal event by event, in memory that does not depend on its length.
///
/// What is damaged is passed over and told in `damage`; only a file that is no journal at all, or
/// that cannot be read, throws.
package struct JournalReader: ~Copyable {
  private var lines: LineReader
  private let bounds: RunBounds
  private var first: RunEvent?
  /// What is run, from the first line.
  package let started: RunStarted
  /// Version of the format that the file says.
  package let schema: Int
  /// Number of the line that the last event stood on, from 1.
  private(set) var line = 0
  /// What was passed over so far.
  package private(set) var damage = JournalDamage()

  /// Opens a journal and reads its first line.
  package init(path: String) throws(StoreError) {
    try self.init(LineReader(try OpenFile.reading(path)))
  }

  init(_ lines: consuming LineReader) throws(StoreError) {
    let (event, started, schema) = try Self.header(&lines)
    first = event
    self.started = started
    self.schema = schema
    bounds = RunBounds(started)
    self.lines = lines
  }

  /// Reads the first line, which must be the start of a run.
  private static func header(
    _ lines: inout LineReader
  ) throws(StoreError) -> (event: RunEvent, started: RunStarted, schema: Int) {
    let path = lines.path
    guard let line = try lines.next() else {
      throw StoreError(path, "is empty", advice: "The run that made it had not started yet")
    }
    do throws(JSONProblem) {
      guard !line.isTooLong else { throw JSONProblem("the line is too long", at: 0) }
      var cursor = JSONCursor(lines.bytes, in: line.range)
      guard case .event(let event) = try cursor.event(nil),
        case .runStarted(let started) = event.payload
      else { throw JSONProblem("the first line is no start of a run", at: line.range.lowerBound) }
      try cursor.finish()
      var again = JSONCursor(lines.bytes, in: line.range)
      let schema = try again.members().object(EventName.runStarted.rawValue).int("schema")
      return (event, started, schema)
    } catch {
      throw StoreError(path, "no journal: \(error.reason)", position: position(of: error, in: line))
    }
  }

  /// The next event that can be read; nil at the end.
  package mutating func next() throws(StoreError) -> RunEvent? { try next { _ in true } }

  /// The next event that can be read, of the lines that are wanted; nil at the end.
  mutating func next(where isWanted: (_ line: Int) -> Bool) throws(StoreError) -> RunEvent? {
    if let event = first {
      first = nil
      line = 1
      return event
    }
    while let next = try lines.next() {
      guard isWanted(next.number), let event = read(next) else { continue }
      line = next.number
      return event
    }
    return nil
  }

  private mutating func read(_ line: LineReader.Line) -> RunEvent? {
    if line.isTooLong {
      damage.add("line \(line.number): longer than any event")
      return nil
    }
    if line.range.isEmpty { return nil }
    do throws(JSONProblem) {
      var cursor = JSONCursor(lines.bytes, in: line.range)
      let read = try cursor.event(bounds)
      try cursor.finish()
      switch read {
      case .unknown(let name): damage.unknownEvents[name, default: 0] += 1
      case .event(let event):
        guard case .runStarted = event.payload else { return event }
        throw JSONProblem("a second start of a run", at: line.range.lowerBound)
      }
    } catch {
      if line.isComplete {
        let position = Self.position(of: error, in: line)
        damage.add("\(position): \(error.reason)")
      } else {
        damage.tornLine = line.number
      }
    }
    return nil
  }

  private static func position(of problem: JSONProblem, in line: LineReader.Line) -> String {
    let place = "line \(line.number), byte \(max(0, problem.offset - line.range.lowerBound))"
    return problem.path.isEmpty ? place : "\(place), \(problem.path)"
  }
}
