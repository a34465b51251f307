package import BenchCore
internal import Dispatch
internal import Synchronization

/// Keeps a run's journal from any thread, without ever making one wait for the disk.
///
/// Events go to a mailbox; a queue of its own writes them out every second, or sooner when many
/// have come, so that memory holds no more than a second of a run. While the disk refuses, what is
/// left is tried again every second; `onFailure` hears of it once, and `finish` throws if something
/// could not be saved in the end.
package final class RunRecorder: Sendable {
  private struct Mailbox {
    var events: [RunEvent] = []
    var isDrainDue = false
    var isFinished = false
  }

  private struct Desk: ~Copyable {
    var journal: JournalWriter
    var hasFailed = false
    var isClosed = false
  }

  private let mailbox = Mutex(Mailbox())
  /// Only the queue takes this lock, and only it waits for the disk.
  private let desk: Mutex<Desk>
  private let queue = DispatchQueue(label: "slimbench.journal")
  private let interval: Double
  private let onFailure: (@Sendable (StoreError) -> Void)?

  /// Events that may wait before the second is over.
  private static let mailboxLimit = 8192

  /// Creates the journal, which must not exist.
  ///
  /// - Parameters:
  ///   - interval: Seconds between flushes.
  ///   - onFailure: Called on the recorder's own queue, once, when the disk first refuses.
  package convenience init(
    path: String, interval: Double = 1, onFailure: (@Sendable (StoreError) -> Void)? = nil
  ) throws(StoreError) {
    self.init(try JournalWriter(path: path), interval: interval, onFailure: onFailure)
  }

  init(
    _ journal: consuming sending JournalWriter, interval: Double,
    onFailure: (@Sendable (StoreError) -> Void)?
  ) {
    desk = Mutex(Desk(journal: journal))
    self.interval = interval
    self.onFailure = onFailure
    scheduleFlush()
  }

  /// Takes events, in the order of their telling; never waits for the disk.
  ///
  /// What comes after `finish` is not written.
  package func record(_ events: [RunEvent]) {
    let isDrainDue = mailbox.withLock { mailbox in
      guard !mailbox.isFinished else { return false }
      let isFirst = mailbox.events.isEmpty
      mailbox.events.append(contentsOf: events)
      // The start of a run is on the disk before its first request is.
      let isUrgent = isFirst && Self.holdsStart(events)
      guard isUrgent || mailbox.events.count >= Self.mailboxLimit else { return false }
      defer { mailbox.isDrainDue = true }
      return !mailbox.isDrainDue
    }
    if isDrainDue { queue.async { self.drain() } }
  }

  /// Waits until everything recorded so far is on the disk.
  ///
  /// Throws where it is not, and where some of it was lost on the way: the journal can take the
  /// place of no other one then.
  package func settle() throws(StoreError) {
    let failure: StoreError? = queue.sync {
      drain()
      return desk.withLock { desk in
        do throws(StoreError) {
          try desk.journal.synchronize()
          return nil
        } catch { return error }
      }
    }
    if let failure { throw failure }
  }

  /// Writes everything that was recorded, brings it to the disk and closes the journal.
  package func finish() throws(StoreError) {
    mailbox.withLock { $0.isFinished = true }
    let failure: StoreError? = queue.sync {
      drain()
      return desk.withLock { desk in
        guard !desk.isClosed else { return nil }
        desk.isClosed = true
        do throws(StoreError) {
          try desk.journal.synchronize()
          return nil
        } catch { return error }
      }
    }
    if let failure { throw failure }
  }

  private func scheduleFlush() {
    queue.asyncAfter(deadline: .now() + interval) { [weak self] in
      guard let self, !self.desk.withLock({ $0.isClosed }) else { return }
      self.drain()
      self.scheduleFlush()
    }
  }

  private func drain() {
    let events = mailbox.withLock { mailbox in
      mailbox.isDrainDue = false
      defer { mailbox.events = [] }
      return mailbox.events
    }
    let failure: StoreError? = desk.withLock { desk in
      guard !desk.isClosed else { return nil }
      do throws(StoreError) {
        try desk.journal.append(events)
        try desk.journal.flush()
        return nil
      } catch {
        defer { desk.hasFailed = true }
        return desk.hasFailed ? nil : error
      }
    }
    if let failure { onFailure?(failure) }
  }

  private static func holdsStart(_ events: [RunEvent]) -> Bool {
    events.contains { event in
      if case .runStarted = event.payload { true } else { false }
    }
  }
}
