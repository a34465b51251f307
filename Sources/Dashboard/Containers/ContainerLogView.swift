internal import BenchCore
internal import Canvas

/// The log of one container, as it is looked at.
struct ContainerLogView: Sendable {
  /// Whose log it is; nil where none is read.
  var id: String?
  private(set) var log = ContainerLog()
  /// The lines that the filters let through, oldest first.
  private(set) var shown: [LogLine] = []
  /// Lines below the last one seen; 0 follows what is written.
  var fromEnd = 0
  var showsTime = false
  var wraps = false
  /// What is searched for, what lines must hold, and what they must not.
  var search = TextInput() { didSet { searched = LogMatch(search.text) } }
  var filter = TextInput() {
    didSet {
      wanted = LogMatch(filter.text)
      arrange()
    }
  }
  var exclude = TextInput() {
    didSet {
      unwanted = LogMatch(exclude.text)
      arrange()
    }
  }
  private var wanted = LogMatch("")
  private var unwanted = LogMatch("")
  private(set) var searched = LogMatch("")
  /// Index in `shown` of the line that was found last.
  private(set) var found: Int?

  /// Turns to another container; how logs are looked at stays.
  mutating func turn(to id: String?) {
    self.id = id
    log = ContainerLog()
    shown = []
    fromEnd = 0
    found = nil
  }

  mutating func append(_ lines: [LogLine], skipped: Int = 0) {
    let dropped = log.dropped
    log.append(lines, skipped: skipped)
    guard log.dropped == dropped else {
      arrange()
      return
    }
    let new = lines.filter(admits)
    shown += new
    // Who reads what was written earlier goes on reading it.
    if fromEnd > 0 { fromEnd += new.count }
  }

  mutating func end(_ problem: String?) {
    log.problem = problem
    log.isOver = true
  }

  var isFiltered: Bool { !filter.isEmpty || !exclude.isEmpty }

  private mutating func arrange() {
    found = nil
    shown = isFiltered ? log.lines.filter(admits) : log.lines
    fromEnd = min(fromEnd, max(0, shown.count - 1))
  }

  private func admits(_ line: LogLine) -> Bool {
    (wanted.isEmpty || wanted.fits(line.text)) && !unwanted.fits(line.text)
  }

  /// Goes to the next line that holds what is searched for, towards older ones or newer ones.
  ///
  /// - Parameter height: Lines that are seen at once; the one found comes near their middle.
  /// - Returns: Whether there is one.
  mutating func find(older: Bool, height: Int) -> Bool {
    guard !searched.isEmpty, !shown.isEmpty else { return false }
    let count = shown.count
    let start = found ?? (count - fromEnd)
    for step in 1...count {
      let index = ((older ? start - step : start + step) % count + count) % count
      guard searched.fits(shown[index].text) else { continue }
      found = index
      fromEnd = max(0, count - 1 - index - height / 2)
      return true
    }
    return false
  }
}
