/// Follows the log of one container through breaks of the connection, without a line lost or twice.
///
///     let end = await LogFollower(…).run()       the container ended, or is gone
///
/// It may be run again when the container has started again: it goes on where it was. It stays with
/// the container that it began with: another one that takes its name has a log of its own.
internal import CurlKit
internal import Synchronization

package final class LogFollower: Sendable {
  /// Why following has ended.
  package enum End: Sendable, Equatable {
    /// The container does not run (any more).
    case stopped
    /// There is no such container (any more).
    case removed
    /// The engine cannot hand out this log; its words say why.
    case refused(EngineError)
    /// The task was cancelled.
    case cancelled
  }

  private let engine: @Sendable () -> Engine?
  private let container: String
  /// Id of the container that it began with; nil before that.
  private let known = Mutex<String?>(nil)
  private let tail: Int
  private let lineLimit: Int
  private let timing: WatchTiming
  private let onLines: @Sendable ([LogLine]) -> Void
  private let position = Mutex(LogPosition())

  /// - Parameters:
  ///   - engine: The engine of the moment; nil while there is no connection to it.
  ///   - container: Its id or name.
  ///   - tail: How many lines from before the first run are wanted.
  ///   - lineLimit: The most bytes that are kept of a line.
  ///   - onLines: Takes the lines as they come, on the engine's thread; must be quick.
  package init(
    engine: @escaping @Sendable () -> Engine?, container: String, tail: Int = 500,
    lineLimit: Int = 256 << 10, timing: WatchTiming = WatchTiming(),
    onLines: @escaping @Sendable ([LogLine]) -> Void
  ) {
    self.engine = engine
    self.container = container
    self.tail = tail
    self.lineLimit = lineLimit
    self.timing = timing
    self.onLines = onLines
  }

  /// Follows until the container ends, or the task is cancelled, which ends it at once.
  package func run() async -> End {
    var attempt = 0
    while !Task.isCancelled {
      if let engine = engine() {
        do throws(EngineError) {
          let details = try await engine.inspect(known.withLock { $0 } ?? container)
          let (id, hasTerminal) = (details.id, details.hasTerminal)
          known.withLock { $0 = id }
          if try await read(id, engine, hasTerminal: hasTerminal, follow: true) { attempt = 0 }
          // The end of the stream does not say whose end it was.
          let state = try await engine.inspect(id).state
          if !state.isAlive, state != .restarting {
            // Engines let go of followers before they have written a last line that had no end.
            _ = try await read(id, engine, hasTerminal: hasTerminal, follow: false)
            return .stopped
          }
        } catch {
          if error.status == 404 { return .removed }
          // An engine that is removing it refuses its log before it knows it no more.
          if error.kind == .answer { return await isGone(engine) ? .removed : .refused(error) }
        }
      }
      guard !Task.isCancelled else { break }
      try? await Task.sleep(for: timing.retry(attempt))
      attempt += 1
    }
    return .cancelled
  }

  private func isGone(_ engine: Engine) async -> Bool {
    do throws(EngineError) {
      let state = try await engine.inspect(known.withLock { $0 } ?? container).state
      return state == .removing || state == .dead
    } catch { return error.status == 404 }
  }

  /// Reads to the end of one stream, which is that of the container or, where not followed, of what
  /// it has written so far; true if it brought a new line.
  private func read(
    _ id: String, _ engine: Engine, hasTerminal: Bool, follow: Bool
  ) async throws(EngineError) -> Bool {
    var query = [("stdout", "1"), ("stderr", "1"), ("timestamps", "1")]
    if follow { query.append(("follow", "1")) }
    let since = position.withLock { position in
      position.resume()
      return position.sinceParameter
    }
    query.append(since.map { ("since", $0) } ?? ("tail", String(tail)))
    let tray = LogTray(
      LogDemultiplexer(hasTerminal: hasTerminal, lineLimit: lineLimit),
      keep: { [self] in
        keep($0)
      })
    let path = "/containers/\(id.escapedForEngine)/logs"
    try await engine.stream(EngineCall("GET", path, query: query)) { bytes, _ in tray.feed(bytes) }
    // A stream that broke has thrown: the line that it broke in comes again, as a whole.
    tray.end()
    return tray.hasRead
  }

  /// Hands on what was not seen before; true if there was such a line.
  private func keep(_ lines: [LogLine]) -> Bool {
    let new = position.withLock { position in lines.filter { position.isNew($0) } }
    if !new.isEmpty { onLines(new) }
    return !new.isEmpty
  }
}

/// A demultiplexer for the hook of a stream, which runs on another thread than its end.
private final class LogTray: Sendable {
  private let state: Mutex<(demultiplexer: LogDemultiplexer, hasRead: Bool)>
  private let keep: @Sendable ([LogLine]) -> Bool

  init(_ demultiplexer: LogDemultiplexer, keep: @escaping @Sendable ([LogLine]) -> Bool) {
    state = Mutex((demultiplexer, false))
    self.keep = keep
  }

  var hasRead: Bool { state.withLock { $0.hasRead } }

  func feed(_ bytes: UnsafeRawBufferPointer) {
    state.withLock { state in
      var lines: [LogLine] = []
      state.demultiplexer.feed(bytes) { lines.append($0) }
      if !lines.isEmpty, keep(lines) { state.hasRead = true }
    }
  }

  func end() {
    state.withLock { state in
      var lines: [LogLine] = []
      state.demultiplexer.end { lines.append($0) }
      if !lines.isEmpty, keep(lines) { state.hasRead = true }
    }
  }
}
