import Glibc
import Testing

/// Reads files as a user who may not read everything, also where the tests run as root.
enum OtherUser {
  /// Sets for this thread alone as whom it opens files, and tells as whom it did.
  private typealias SetUser = @convention(c) (uid_t) -> Int32

  private static let nobody: uid_t = 65_534

  /// Runs a test's part, which must not wait for anything, as nobody; as who we are if not root.
  static func reads<Read>(_ body: () throws -> Read) throws -> Read {
    guard geteuid() == 0 else { return try body() }
    // Glibc's module leaves it out.
    let symbol = try #require(dlsym(nil, "setfsuid"))
    let setUser = unsafeBitCast(symbol, to: SetUser.self)
    _ = setUser(nobody)
    defer { _ = setUser(0) }
    // A user that cannot be tells as whom files are opened.
    try #require(setUser(.max) == Int32(nobody))
    return try body()
  }
}
