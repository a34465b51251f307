import CPoppler
import Glibc

/// What poppler, cairo and glib would say on standard error about bad documents.
package enum NativeMessages {
  /// Makes glib's log quiet, through which poppler reports damage, for the rest of the process.
  ///
  /// May be called at any time, more than once. Poppler's font code still writes the line "some
  /// font thing failed" to standard error by itself, once for each use of a bad font; only
  /// `discardStandardError` stops that.
  package static func silence() {
    sb_silence_messages()
  }

  /// Sends everything that this process writes to standard error to nowhere, for good.
  ///
  /// For a process that opens one document and reports on standard output. The reports of a crash
  /// go the same way.
  package static func discardStandardError() {
    silence()
    let nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard nowhere >= 0 else { return }
    dup2(nowhere, STDERR_FILENO)
    close(nowhere)
  }
}
