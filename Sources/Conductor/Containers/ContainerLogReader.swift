package import BenchCore
package import DockerKit
internal import Synchronization

/// Reads what one container writes, and goes on when it has started again.
package final class ContainerLogReader: Sendable {
  private let follower: LogFollower
  private let task = Mutex<Task<Void, Never>?>(nil)
  private let isRunning = Mutex(false)
  private let onEnd: @Sendable (String?) -> Void

  /// - Parameters:
  ///   - engine: The engine of the moment; nil while there is no connection to it.
  ///   - clock: Moves the engine's stamps to our clock.
  ///   - onLines: Takes lines as they come; must be quick.
  ///   - onEnd: There is nothing more to read for now; why, where that is not the container's end.
  package init(
    of container: String, engine: @escaping @Sendable () -> Engine?, tail: Int = 500,
    onLines: @escaping @Sendable ([BenchCore.LogLine]) -> Void,
    onEnd: @escaping @Sendable (String?) -> Void
  ) {
    self.onEnd = onEnd
    follower = LogFollower(
      engine: engine, container: container, tail: tail, lineLimit: 16 << 10
    ) { lines in
      let clock = engine()?.facts.clock
      onLines(lines.map { BenchCore.LogLine($0, clock) })
    }
  }

  deinit { task.withLock { $0?.cancel() } }

  /// Begins to read, or goes on where it was; nothing where it is reading already.
  package func start() {
    let begins = isRunning.withLock { isRunning in
      defer { isRunning = true }
      return !isRunning
    }
    guard begins else { return }
    let (follower, onEnd) = (follower, onEnd)
    let new = Task.detached { [weak self] in
      let end = await follower.run()
      self?.isRunning.withLock { $0 = false }
      switch end {
      case .stopped: onEnd(nil)
      case .removed: onEnd("it was removed")
      case .refused(let error): onEnd(error.description)
      case .cancelled: break
      }
    }
    task.withLock { $0 = new }
  }

  package func cancel() { task.withLock { $0?.cancel() } }
}

extension BenchCore.LogLine {
  /// A line with its time on our clock.
  package init(_ line: DockerKit.LogLine, _ clock: EngineClock?) {
    let time = line.time.map { WallTime(nanoseconds: (clock?.local($0) ?? $0).nanoseconds) }
    let cut = line.cutBytes > 0 ? " … \(line.cutBytes) bytes more" : ""
    self.init(time: time, isError: line.source == .errors, text: line.text + cut)
  }
}
