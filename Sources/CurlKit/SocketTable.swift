/// The sockets of a loop: which are open, what each of them is waited for, and on whose behalf.
///
/// libcurl says what it waits for; a body that we send ourselves waits for room in its socket.
/// Both together are what the kernel's set (`epoll`) holds. An idle connection outlives the
/// transfer that opened it, so the table lives as long as the loop.
import CCurl
import CLinux
import Glibc

final class SocketTable {
  /// What happened to a socket.
  struct Event {
    var descriptor: Int32
    /// Bits of `EPOLLIN` and its kin.
    var bits: UInt32
  }

  private struct Entry {
    /// Opened by us for libcurl, which also closes it through us.
    var isOwn = false
    /// No longer libcurl's, whatever it says.
    var isKept = false
    /// What the kernel's set holds; it may be more than is wanted.
    var registered: UInt32 = 0
    /// What libcurl waits for.
    var wanted: UInt32 = 0
    /// Whose exchange goes over the socket.
    var owner: Transfer?
    /// The owner waits for room.
    var isBlocked = false

    var interest: UInt32 {
      wanted | (owner == nil ? 0 : EPOLLIN.rawValue) | (isBlocked ? EPOLLOUT.rawValue : 0)
    }
  }

  private(set) var openCount = 0
  private let pollSet: Int32
  private let bell: Int32
  private let alarm: Int32
  /// When the alarm goes off, nanoseconds of `MonotonicClock`.
  private var alarmMoment: UInt64?
  /// By descriptor.
  private var entries: [Entry] = []
  private var events = [epoll_event](repeating: epoll_event(), count: 256)

  init() {
    pollSet = epoll_create1(Int32(EPOLL_CLOEXEC))
    bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    alarm = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC | TFD_NONBLOCK))
    precondition(
      pollSet >= 0 && bell >= 0 && alarm >= 0, "no descriptors left for a transfer loop")
    control(EPOLL_CTL_ADD, bell, EPOLLIN.rawValue)
    control(EPOLL_CTL_ADD, alarm, EPOLLIN.rawValue)
  }

  deinit {
    close(alarm)
    close(bell)
    close(pollSet)
  }

  /// Readable after `ring`; for `LoopWaker`.
  var bellDescriptor: Int32 { bell }
  /// Readable when `wait` would return at once.
  var waitDescriptor: Int32 { pollSet }

  // MARK: Waiting

  /// Waits up to so many milliseconds (-1: for ever) and hands out what happened.
  func wait(milliseconds: Int32, _ body: (Event) -> Void) {
    let count = events.withUnsafeMutableBufferPointer {
      epoll_wait(pollSet, $0.baseAddress, Int32($0.count), milliseconds)
    }
    guard count > 0 else { return }
    for index in 0..<Int(count) {
      let event = Event(descriptor: events[index].data.fd, bits: events[index].events)
      if event.descriptor == bell {
        var rings: eventfd_t = 0
        eventfd_read(bell, &rings)
      } else if event.descriptor == alarm {
        var rings: UInt64 = 0
        read(alarm, &rings, MemoryLayout.size(ofValue: rings))
        alarmMoment = nil
      } else if isAwaited(event) {
        body(event)
      }
    }
  }

  /// Ends the current or next `wait` at a moment, nanoseconds of `MonotonicClock`; nil: at none.
  ///
  /// The kernel rings it at that nanosecond, where a time-out counts milliseconds.
  func setAlarm(at moment: UInt64?) {
    guard moment != alarmMoment else { return }
    alarmMoment = moment
    var time = itimerspec()
    if let moment {
      // Zero would switch it off; what is past rings at once.
      let moment = max(1, moment)
      time.it_value.tv_sec = Int(moment / 1_000_000_000)
      time.it_value.tv_nsec = Int(moment % 1_000_000_000)
    }
    timerfd_settime(alarm, Int32(TFD_TIMER_ABSTIME), &time, nil)
  }

  /// Whether anybody waits for it; otherwise it is taken out of the kernel's set.
  private func isAwaited(_ event: Event) -> Bool {
    guard entries.indices.contains(Int(event.descriptor)) else { return false }
    if entries[Int(event.descriptor)].interest != 0 { return true }
    register(event.descriptor, 0)
    return false
  }

  /// What libcurl is to be told of an event, as `CURL_CSELECT` bits; 0 if it waits for none of it.
  func news(in event: Event) -> Int32 {
    let wanted = entries[Int(event.descriptor)].wanted
    // An error shows in reading or writing: libcurl is to find out which one it is.
    let isBroken = event.bits & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
    var bits: Int32 = 0
    if wanted & EPOLLIN.rawValue != 0, isBroken || event.bits & EPOLLIN.rawValue != 0 {
      bits |= CURL_CSELECT_IN
    }
    if wanted & EPOLLOUT.rawValue != 0, isBroken || event.bits & EPOLLOUT.rawValue != 0 {
      bits |= CURL_CSELECT_OUT
    }
    return bits
  }

  /// Whose exchange an event is about, and whether it is that there is something to read, or room.
  func owner(of event: Event) -> (transfer: Transfer, canRead: Bool, canSend: Bool)? {
    guard let owner = entries[Int(event.descriptor)].owner else { return nil }
    // An error shows in reading.
    return (
      owner, event.bits & ~EPOLLOUT.rawValue != 0, event.bits & EPOLLOUT.rawValue != 0
    )
  }

  /// Says what libcurl waits for on a socket, as `CURL_POLL` bits.
  func setWanted(_ bits: Int32, on descriptor: Int32) {
    guard descriptor >= 0 else { return }
    makeRoom(for: descriptor)
    var wanted: UInt32 = 0
    if bits == CURL_POLL_IN || bits == CURL_POLL_INOUT { wanted |= EPOLLIN.rawValue }
    if bits == CURL_POLL_OUT || bits == CURL_POLL_INOUT { wanted |= EPOLLOUT.rawValue }
    entries[Int(descriptor)].wanted = wanted
    // Between two requests a connection is wanted for nothing, a moment later for reading again:
    // it stays in the kernel's set until it speaks unasked. What libcurl opened without us must
    // leave at once, as nobody tells us when it is closed.
    if entries[Int(descriptor)].interest == 0, entries[Int(descriptor)].isOwn { return }
    update(descriptor)
  }

  // MARK: Connections of ours

  /// Takes a socket away from libcurl, whose closing it is ignored from now on.
  func keep(_ descriptor: Int32) {
    entries[Int(descriptor)].isKept = true
    entries[Int(descriptor)].wanted = 0
  }

  /// Says whose exchange goes over a socket; nil when it is idle.
  func setOwner(_ owner: Transfer?, of descriptor: Int32) {
    entries[Int(descriptor)].owner = owner
    entries[Int(descriptor)].isBlocked = false
    if owner != nil { update(descriptor) }
  }

  /// Says whether the owner of a socket waits for room in it.
  func setBlocked(_ isBlocked: Bool, on descriptor: Int32) {
    guard entries[Int(descriptor)].isBlocked != isBlocked else { return }
    entries[Int(descriptor)].isBlocked = isBlocked
    update(descriptor)
  }

  func closeKept(_ descriptor: Int32) {
    openCount -= 1
    // The kernel takes a closed socket out of its set by itself.
    entries[Int(descriptor)] = Entry()
    close(descriptor)
  }

  // MARK: Opening and closing

  /// Opens a socket that children of this process do not inherit; nil if the system refuses.
  func openSocket(for address: UnsafePointer<curl_sockaddr>) -> curl_socket_t? {
    let wanted = address.pointee
    let type = wanted.socktype | Int32(SOCK_CLOEXEC.rawValue)
    let descriptor = socket(wanted.family, type, wanted.protocol)
    guard descriptor >= 0 else { return nil }
    openCount += 1
    makeRoom(for: descriptor)
    entries[Int(descriptor)] = Entry(isOwn: true)
    return descriptor
  }

  /// Closes a socket for libcurl, unless it has become ours.
  func closeSocket(_ descriptor: curl_socket_t) -> Int32 {
    guard entries.indices.contains(Int(descriptor)), entries[Int(descriptor)].isOwn else {
      return close(descriptor)
    }
    guard !entries[Int(descriptor)].isKept else { return 0 }
    openCount -= 1
    entries[Int(descriptor)] = Entry()
    return close(descriptor)
  }

  // MARK: Private

  private func makeRoom(for descriptor: Int32) {
    while entries.count <= Int(descriptor) { entries.append(Entry()) }
  }

  private func update(_ descriptor: Int32) {
    register(descriptor, entries[Int(descriptor)].interest)
  }

  private func register(_ descriptor: Int32, _ bits: UInt32) {
    let before = entries[Int(descriptor)].registered
    guard before != bits else { return }
    entries[Int(descriptor)].registered = bits
    if bits == 0 {
      control(EPOLL_CTL_DEL, descriptor, 0)
    } else if before == 0 || control(EPOLL_CTL_MOD, descriptor, bits) != 0 {
      control(EPOLL_CTL_ADD, descriptor, bits)
    }
  }

  @discardableResult
  private func control(_ operation: Int32, _ descriptor: Int32, _ bits: UInt32) -> Int32 {
    var event = epoll_event(events: bits, data: epoll_data_t(fd: descriptor))
    return epoll_ctl(pollSet, operation, descriptor, &event)
  }
}
