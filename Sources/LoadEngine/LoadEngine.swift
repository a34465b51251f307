package import BenchCore
internal import CurlKit
internal import Foundation
internal import Synchronization

/// Decides when each request of a schedule starts, and times it: in the closed model or the open.
///
/// One dedicated thread owns the transfers (`EngineThread`); a second one judges answers. This is
/// their façade: safe from any thread, its methods return at once or suspend.
package final class LoadEngine: Sendable {
  private let mailbox = EngineMailbox()

  /// Starts the engine's threads; they idle until `run`.
  package init(configuration: EngineConfiguration) {
    let mailbox = mailbox
    let thread = Thread {
      EngineThread(configuration: configuration, mailbox: mailbox).run()
    }
    thread.name = "slimbench-engine"
    thread.start()
  }

  /// Runs blocks one after another; returns when the last answer is judged and published.
  ///
  /// One call at a time; a second waits for its turn.
  package func run(_ blocks: [Block]) async -> EngineEnd {
    await withCheckedContinuation { continuation in
      mailbox.post(.run(EngineJob(blocks: blocks) { continuation.resume(returning: $0) }))
    }
  }

  /// Starts no further request until `resume`; those in flight end as they will.
  package func pause() { mailbox.post(.pause) }

  /// Goes on after `pause`; the time in between belongs to no window and is nobody's lag.
  package func resume() { mailbox.post(.resume) }

  /// Ends the running job and all that follow: what is in flight becomes `aborted` with its age.
  package func stop() { mailbox.post(.stop) }

  /// Ends the threads after the running job; the engine is of no use afterwards.
  package func close() { mailbox.post(.close) }
}

/// How a job ended.
package enum EngineEnd: Hashable, Sendable {
  /// Every request of every block has ended.
  case completed
  /// `stop` was called.
  case stopped
}

/// Blocks to run, and whom to tell.
struct EngineJob: Sendable {
  var blocks: [Block]
  var done: @Sendable (EngineEnd) -> Void
}

/// Commands to the engine's thread.
final class EngineMailbox: Sendable {
  enum Command: Sendable {
    case run(EngineJob)
    case pause
    case resume
    case stop
    case close
  }

  private struct State {
    var commands: [Command] = []
    var waker: LoopWaker?
  }

  private let state = Mutex(State())

  /// Puts a command in and wakes the thread; callable from anywhere.
  func post(_ command: Command) {
    let waker = state.withLock { state in
      state.commands.append(command)
      return state.waker
    }
    waker?.wake()
  }

  /// Wakes the thread without a command.
  func wake() { state.withLock { $0.waker }?.wake() }

  /// Says how to wake the thread; until then nothing sleeps that would need it.
  func attach(_ waker: LoopWaker?) { state.withLock { $0.waker = waker } }

  func take() -> [Command] {
    state.withLock { state in
      defer { state.commands.removeAll(keepingCapacity: true) }
      return state.commands
    }
  }
}
