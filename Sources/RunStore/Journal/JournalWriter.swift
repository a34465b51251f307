package import BenchCore

/// Writes a run's events to a new file while they happen, one line of JSON each.
///
/// What is appended is kept until `flush` hands it to the kernel, which the caller does every
/// second, or until it is long: a killed program loses no more than that. Bytes that the disk
/// refuses are kept and tried again with the next flush, up to a bound; events beyond it are
/// counted, never forgotten silently.
package struct JournalWriter: ~Copyable, Sendable {
  private let file: OpenFile
  private var pending = JSONWriter()
  private var names = RequestNames()
  private let pendingLimit: Int
  /// What is handed over without waiting for the next flush, bytes.
  private static let batch = 1 << 20
  /// Events that found no place while the disk took nothing.
  package private(set) var lost = 0

  /// Creates the file, which must not exist, and holds it while it is open: a run that is resumed
  /// must not be one that is still going on.
  package init(path: String) throws(StoreError) {
    let file = try OpenFile.creating(path)
    file.lock()
    self.init(file)
  }

  /// - Parameter pendingLimit: What is kept while the disk takes nothing, bytes.
  init(_ file: consuming OpenFile, pendingLimit: Int = 64 << 20) {
    self.file = file
    self.pendingLimit = pendingLimit
  }

  package var path: String { file.path }

  /// Takes events in the order of their telling; a run's start is flushed at once, and so is what
  /// has become long.
  ///
  /// Throws where the disk refuses. All events are taken or counted as lost then, too.
  package mutating func append(_ events: [RunEvent]) throws(StoreError) {
    var isUrgent = false
    var refusal: StoreError?
    for event in events {
      if refusal == nil, pending.bytes.count >= min(Self.batch, pendingLimit) {
        do throws(StoreError) { try flush() } catch { refusal = error }
      }
      guard pending.bytes.count < pendingLimit else {
        lost += 1
        continue
      }
      if case .runStarted(let started) = event.payload {
        names = RequestNames(started)
        isUrgent = true
      }
      pending.event(event, names: names)
      pending.closingLine(indent: 0)
    }
    if let refusal { throw refusal }
    if isUrgent { try flush() }
  }

  /// Hands everything to the kernel; what it does not take is kept for the next time.
  package mutating func flush() throws(StoreError) {
    guard !pending.bytes.isEmpty else { return }
    var written = 0
    defer { pending.removeFirst(written) }
    try file.write(pending.bytes, written: &written)
  }

  /// Flushes, waits until all is on the disk, and says whether all of it is there.
  ///
  /// Throws also where events were lost on the way: the journal has a gap then.
  package mutating func synchronize() throws(StoreError) {
    try flush()
    try file.synchronize()
    if lost > 0 {
      throw StoreError(
        path, "\(lost) events are missing in it: the disk took nothing for too long",
        advice: "Do not trust this run's figures; run it again with space on the disk")
    }
  }
}
