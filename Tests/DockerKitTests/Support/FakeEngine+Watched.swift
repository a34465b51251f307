/// The engine that a watcher's tests watch: two containers, of which one sends figures.
extension FakeEngine {
  /// Id of `web`; that of `db` is `b`.
  static let web = "aaaaaaaaaaaaaaaa"
  /// 2026-11-23T04:00:00Z, in nanoseconds.
  static let base: Int64 = 1_795_406_400_000_000_000

  static func withWebAndDB() throws -> FakeEngine {
    try FakeEngine(
      containers: [Container(id: web, name: "web"), Container(id: "b", name: "db")])
  }

  /// Frames of `web` for seconds in each of which it used one core.
  func sendStats(_ seconds: ClosedRange<Int>) {
    for second in seconds {
      sendStats(Self.web, Self.frame(second: second, cpu: second * 1_000_000_000))
    }
  }
}
