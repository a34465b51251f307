package import BenchCore
internal import DockerKit
internal import ProcessKit
internal import Synchronization

/// The log of something that a plan launches: a server's process or container.
package struct LogSource: Sendable {
  /// Why there is no such log.
  package struct Problem: Error, CustomStringConvertible {
    package var description: String
  }

  private enum Source {
    case file(String)
    case container(Engine, name: String, hasTerminal: Bool)
  }

  private let source: Source

  /// - Parameter name: A server's key, a container's key, or the name of a container.
  package init(_ name: String, of plan: Plan?, engine: String?, records: LaunchRecords) async throws
  {
    let server = plan?.servers.first { $0.key == name }
    let key = server?.container ?? name
    let launched = records.all().filter { $0.key == name }
    // Another program may have launched a server of the same name since.
    let own = launched.last { $0.owner == .current }
    if let record = own ?? launched.last, server?.container == nil {
      guard let log = record.log else {
        throw Problem(
          description: "the log of \(name) is not written down where slimbench looks for it")
      }
      records.shortenLog(of: record)
      source = .file(log)
      return
    }
    if server != nil, server?.container == nil {
      throw Problem(
        description: "\(name) is not up: slimbench up starts it, or it was never launched by us")
    }
    let container = plan?.containerName(key) ?? key
    let found = await EngineDiscovery.find(option: engine ?? plan?.engine)
    guard let engine = found.chosen else {
      throw Problem(description: found.error?.description ?? "no container engine was found")
    }
    do throws(EngineError) {
      let details = try await engine.inspect(container)
      source = .container(engine, name: container, hasTerminal: details.hasTerminal)
    } catch {
      throw Problem(
        description: error.status == 404
          ? "there is neither a server nor a container \(name); slimbench status tells what there is"
          : error.description)
    }
  }

  /// The last lines; foreign text.
  package func lines(_ count: Int) async -> [String] {
    switch source {
    case .file(let path): LogTail.lines(path, count: count)
    case .container(let engine, let name, let hasTerminal):
      await engine.lastLines(of: name, hasTerminal: hasTerminal, count: count)
    }
  }

  /// Tells the last lines and then each new one, until the task is cancelled, the container ends or
  /// the process is forgotten.
  ///
  /// - Parameter tell: Takes lines as they come, at least one at a time, on any thread; false ends
  ///   it.
  /// - Returns: Whether there can be no more: its container is gone.
  /// - Throws: What the engine says where it cannot hand out this log.
  @discardableResult
  package func follow(
    _ count: Int, _ tell: @escaping @Sendable ([String]) -> Bool
  ) async throws(Problem) -> Bool {
    switch source {
    case .file(let path):
      await LogFileFollower(path: path).run(count, tell)
      return false
    case .container(let engine, let name, _):
      switch await Self.follow(name, of: engine, count, tell) {
      case .refused(let error):
        throw Problem(description: "the log of \(name) cannot be read: \(error)")
      case .removed: return true
      case .stopped, .cancelled: return false
      }
    }
  }

  private static func follow(
    _ name: String, of engine: Engine, _ count: Int,
    _ tell: @escaping @Sendable ([String]) -> Bool
  ) async -> LogFollower.End {
    let running = Mutex<Task<LogFollower.End, Never>?>(nil)
    let follower = LogFollower(engine: { engine }, container: name, tail: count) { lines in
      if !tell(lines.map(\.text)) { running.withLock { $0 }?.cancel() }
    }
    let task = Task { await follower.run() }
    running.withLock { $0 = task }
    return await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
  }
}
