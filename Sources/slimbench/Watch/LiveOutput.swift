internal import ArgumentParser
internal import Glibc

/// Standard output for whoever reads along: what is written is out at once, and a reader that has
/// gone is noticed, also while there is nothing to write.
///
/// Without this a command that goes on until it is interrupted would outlive `| head`: the signal
/// of a broken pipe is ignored, and `print` does not tell.
enum LiveOutput {
  /// Why nothing more can be written.
  enum Failure: Error, Hashable {
    /// Nobody reads any more.
    case readerGone
    /// The system refuses it, by the number of its error.
    case refused(Int32)

    /// How a command ends by it: quietly, where its reader has had enough, else saying why.
    func exitCode() -> ExitCode {
      switch self {
      case .readerGone: return ExitCode(0)
      case .refused(let number):
        let reason = String(cString: strerror(number))
        Program.complain("slimbench: standard output cannot be written to: \(reason)")
        return ExitCode(1)
      }
    }
  }

  /// Writes a text as a whole, behind everything that was printed before; waits for a slow reader.
  static func write(_ text: String) throws(Failure) {
    fflush(nil)
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let (count, error) = bytes.withUnsafeBytes { content in
        let count = Glibc.write(
          STDOUT_FILENO, content.baseAddress?.advanced(by: written), content.count - written)
        return (count, count < 0 ? errno : 0)
      }
      if count > 0 {
        written += count
      } else if error == EAGAIN {
        wait(for: STDOUT_FILENO, POLLOUT)
      } else if error == EPIPE {
        throw .readerGone
      } else if error != EINTR {
        throw .refused(error)
      }
    }
  }

  /// Whether nobody reads any more; a file and a terminal are always read.
  static var hasLostReader: Bool {
    var entry = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
    return poll(&entry, 1, 0) > 0 && Int32(entry.revents) & (POLLERR | POLLHUP) != 0
  }

  /// Waits until something can be read from a descriptor, or nobody reads standard output any more.
  static func waitForEnd(or descriptor: Int32) {
    // Errors and hang-ups come without being asked for.
    wait(for: descriptor, POLLIN, beside: STDOUT_FILENO)
  }

  private static func wait(for descriptor: Int32, _ events: Int32, beside other: Int32 = -1) {
    var entries = [
      pollfd(fd: descriptor, events: Int16(events), revents: 0),
      pollfd(fd: other, events: 0, revents: 0),
    ]
    while poll(&entries, nfds_t(entries.count), -1) < 0, errno == EINTR {}
  }
}
