internal import Glibc

/// Ways to die.
enum Fault {
  static func trap() {
    let empty: [Int] = []
    print(empty[Int(getpid())])
  }

  static func badAddress() {
    UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
  }

  static func onAnotherThread() {
    var thread = pthread_t()
    pthread_create(&thread, nil, crashingThread, nil)
    pthread_join(thread, nil)
  }

  /// Crashes while this thread goes on.
  static func soonOnAnotherThread() {
    var thread = pthread_t()
    pthread_create(&thread, nil, crashingThread, nil)
  }

  /// Ends the program while this thread goes on.
  static func exitOnAnotherThread() {
    var thread = pthread_t()
    pthread_create(&thread, nil, { _ in exit(7) }, nil)
  }

  /// Lets the program live on for a while after the session's own exit handler.
  static func slowDownExit() { atexit { poll(nil, 0, 200) } }

  static func overflow() { print(depth(of: 1)) }

  private static func depth(of level: Int) -> Int {
    // The addition behind the call keeps it from becoming a loop.
    level == 0 ? 0 : depth(of: level + 1) + 1
  }
}

private func crashingThread(_: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  Fault.badAddress()
  return nil
}
