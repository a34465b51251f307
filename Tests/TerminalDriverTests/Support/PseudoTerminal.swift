import Foundation
import Glibc

/// A pseudo terminal: the program's side by name, and the user's side as a descriptor.
final class PseudoTerminal {
  private(set) var descriptor: Int32
  /// The path of the program's side.
  let path: String
  /// Held open, so that the terminal stays when the program ends, and its modes can be read.
  private var programSide: Int32
  /// All that was shown so far.
  private(set) var shown: [UInt8] = []

  /// `TIOCSPTLCK` and `TIOCGPTN`, which the Glibc module leaves out with `posix_openpt`.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430

  init(columns: UInt16 = 80, rows: UInt16 = 24) throws {
    descriptor = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var number: UInt32 = 0
    var lock: Int32 = 0
    guard ioctl(descriptor, Self.setLock, &lock) == 0,
      ioctl(descriptor, Self.getNumber, &number) == 0
    else { throw POSIXError(.ENXIO) }
    path = "/dev/pts/\(number)"
    programSide = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard programSide >= 0 else { throw POSIXError(.ENXIO) }
    resize(columns: columns, rows: rows)
  }

  deinit { hangUp() }

  /// The modes, as bytes to compare.
  var modes: [UInt8] {
    var modes = termios()
    tcgetattr(programSide, &modes)
    return withUnsafeBytes(of: modes) { Array($0) }
  }

  var text: String { String(decoding: shown, as: UTF8.self) }

  func resize(columns: UInt16, rows: UInt16) {
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  func type(_ keys: String) {
    let bytes = Array(keys.utf8)
    _ = write(descriptor, bytes, bytes.count)
  }

  /// Takes what the program has written; returns at once when there is nothing.
  func take() {
    var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while descriptor >= 0, poll(&waiting, 1, 0) > 0 {
      var buffer = [UInt8](repeating: 0, count: 65536)
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return }
      shown += buffer.prefix(count)
    }
  }

  /// Forgets what was shown.
  func forget() { shown = [] }

  /// Closes the terminal, as a connection that is lost.
  func hangUp() {
    if programSide >= 0 { close(programSide) }
    if descriptor >= 0 { close(descriptor) }
    programSide = -1
    descriptor = -1
  }
}
