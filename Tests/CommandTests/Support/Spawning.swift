import Foundation
import Glibc
import Synchronization

/// Starts a child with exactly the descriptors that it is given: nothing else leaks into it, so
/// that a closed standard input is really closed.
enum Spawning {
  struct Failure: Error {
    var what: String
    var number: Int32
  }

  static func spawn(
    _ program: String, _ arguments: [String], environment: [String: String], folder: String,
    input: Int32?, output: String, error: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    } else {
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    }
    let flags = O_WRONLY | O_CREAT | O_APPEND
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, flags, 0o600)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, error, flags, 0o600)
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    posix_spawn_file_actions_addchdir_np(&actions, folder)
    let words = CStrings([program] + arguments)
    let variables = CStrings(environment.map { "\($0.key)=\($0.value)" })
    defer {
      words.free()
      variables.free()
    }
    var identifier: pid_t = 0
    let number = posix_spawn(
      &identifier, program, &actions, nil, words.pointers, variables.pointers)
    guard number == 0 else { throw Failure(what: "cannot start \(program)", number: number) }
    return identifier
  }

  /// Strings as C wants them, ended by a null pointer.
  private struct CStrings {
    let pointers: [UnsafeMutablePointer<CChar>?]

    init(_ strings: [String]) { pointers = strings.map { strdup($0) } + [nil] }

    func free() { for pointer in pointers { Glibc.free(pointer) } }
  }
}

/// The end of a child, waited for on a thread of its own.
final class Exit: Sendable {
  private struct State {
    var code: Int32?
    var waiters: [Int: CheckedContinuation<Int32?, Never>] = [:]
    var nextWaiter = 0
  }

  private let state: StateBox

  /// Shared with the thread, which outlives whoever forgets the child.
  private final class StateBox: Sendable {
    let value = Mutex(State())
  }

  init(of identifier: pid_t) {
    let state = StateBox()
    self.state = state
    Thread.detachNewThread {
      var status: Int32 = 0
      while waitpid(identifier, &status, 0) < 0 && errno == EINTR {}
      let signal = status & 0x7F
      let code = signal == 0 ? (status >> 8) & 0xFF : -signal
      let waiters = state.value.withLock { state in
        state.code = code
        defer { state.waiters = [:] }
        return state.waiters.values.map(\.self)
      }
      for waiter in waiters { waiter.resume(returning: code) }
    }
  }

  /// The exit code, or the negative number of the signal that killed it; nil while it runs.
  var code: Int32? { state.value.withLock { $0.code } }

  /// Waits for the end; nil when it did not come in time.
  func wait(seconds: Int) async -> Int32? {
    await withCheckedContinuation { continuation in
      let number: Int? = state.value.withLock { state in
        guard state.code == nil else { return nil }
        state.nextWaiter += 1
        state.waiters[state.nextWaiter] = continuation
        return state.nextWaiter
      }
      guard let number else { return continuation.resume(returning: code) }
      DispatchQueue.global().asyncAfter(deadline: .now() + .seconds(seconds)) { [state] in
        let waiter = state.value.withLock { $0.waiters.removeValue(forKey: number) }
        waiter?.resume(returning: nil)
      }
    }
  }
}

/// A descriptor that is closed once, by whoever comes first.
final class ClosableDescriptor: Sendable {
  private let number: Mutex<Int32?>

  init(_ number: Int32) { self.number = Mutex(number) }

  deinit { close() }

  func close() {
    let open = number.withLock { number in
      defer { number = nil }
      return number
    }
    if let open { Glibc.close(open) }
  }

  /// A pipe that no other child inherits.
  static func pipe() throws -> (reader: Int32, writer: ClosableDescriptor) {
    var ends: [Int32] = [0, 0]
    guard pipe2(&ends, O_CLOEXEC) == 0 else {
      throw Spawning.Failure(what: "pipe2", number: errno)
    }
    return (ends[0], ClosableDescriptor(ends[1]))
  }
}
