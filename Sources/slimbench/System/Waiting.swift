internal import Glibc

/// Waits until one of the descriptors is readable or the time is over; signals do not end it.
enum Waiting {
  static func poll(_ descriptors: [Int32], milliseconds: Int32) {
    var entries = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    _ = Glibc.poll(&entries, nfds_t(entries.count), milliseconds)
  }
}
