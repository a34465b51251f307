internal import CTerminal
internal import Glibc

/// The way of bytes to the terminal: what ncurses draws waits here until the terminal takes it.
///
/// ncurses writes into a file in memory, which never blocks. A terminal that has stopped reading
/// holds up its bytes, at most one frame of them, and nothing else.
final class TerminalOutput {
  /// Never blocks.
  let descriptor: Int32
  /// Where ncurses writes.
  private let memory: Int32
  private var pending: [UInt8] = []
  /// How much of `pending` the terminal has taken.
  private var written = 0
  /// Whether the terminal is gone.
  private(set) var isHungUp = false

  var isDrained: Bool { pending.isEmpty }

  /// Takes both descriptors over.
  init(descriptor: Int32, memory: Int32) {
    self.descriptor = descriptor
    self.memory = memory
  }

  deinit {
    close(descriptor)
    close(memory)
  }

  /// Takes what ncurses has written, and passes on what the terminal takes of it.
  func collect(_ substitution: TrueColorSubstitution? = nil) {
    let length = Int(lseek(memory, 0, SEEK_CUR))
    if length > 0 {
      let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
        count = max(0, pread(memory, buffer.baseAddress, length, 0))
      }
      pending += substitution?.rewritten(bytes) ?? bytes
      discard()
    }
    flush()
  }

  /// Bytes of our own, behind what ncurses has written.
  func add(_ bytes: [UInt8]) { pending += bytes }

  /// Forgets what ncurses has written.
  func discard() {
    ftruncate(memory, 0)
    lseek(memory, 0, SEEK_SET)
  }

  /// Writes what the terminal takes now.
  func flush() {
    while written < pending.count && !isHungUp {
      let count = pending.withUnsafeBytes { bytes in
        ct_write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count > 0 {
        written += count
      } else if count < 0 && errno == EINTR {
        continue
      } else {
        if count < 0 && errno != EAGAIN { isHungUp = true }
        break
      }
    }
    if written == pending.count || isHungUp {
      pending.removeAll(keepingCapacity: true)
      written = 0
    }
  }

  /// Writes everything, for as long as the terminal keeps reading.
  ///
  /// One that has not taken anything for `patience` milliseconds loses what it has not shown yet,
  /// so that the last bytes, which end the screen's modes, still get through.
  func drain(patience: Int32 = 200, last: [UInt8]) {
    flush()
    while !isDrained {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      let before = written
      if poll(&waiting, 1, patience) > 0 { flush() }
      if !isDrained && written == before {
        ct_drop_output(descriptor)
        pending = last
        written = 0
        flush()
        break
      }
    }
  }

  /// Learns that the terminal is gone.
  func hangUp() {
    isHungUp = true
    pending.removeAll()
    written = 0
  }
}
