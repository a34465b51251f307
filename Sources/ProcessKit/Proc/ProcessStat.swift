/// What `/proc/PID/stat` tells of a process: proc(5) numbers its fields from 1.
struct ProcessStat: Equatable {
  /// `R`, `S`, … ; `Z` for one that has ended and is not reaped.
  var state: Character
  var group: Int32
  /// Processor time of it and of its reaped children, clock ticks.
  var ticks: UInt64
  var threads: Int
  /// When it started, clock ticks since the machine's start: with its number it names it for good.
  var start: UInt64

  init?(_ text: String) {
    // The name stands in parentheses and may hold anything, parentheses and spaces too.
    guard let end = text.lastIndex(of: ")") else { return nil }
    let fields = text[text.index(after: end)...].split(whereSeparator: { $0 == " " || $0 == "\n" })
    // fields[0] is field 3, the state.
    guard fields.count > 19, let state = fields[0].first, let group = Int32(fields[2]),
      let threads = Int(fields[17]), let start = UInt64(fields[19])
    else { return nil }
    var ticks: UInt64 = 0
    // User and system time, and both of children that were waited for.
    for field in fields[11...14] { ticks &+= UInt64(field) ?? 0 }
    self.state = state
    self.group = group
    self.ticks = ticks
    self.threads = threads
    self.start = start
  }

  static func of(_ process: Int32) -> ProcessStat? {
    ProcFile.text("/proc/\(process)/stat").flatMap { ProcessStat($0) }
  }
}
