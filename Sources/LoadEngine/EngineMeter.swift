internal import BenchCore
internal import Glibc

/// Watches the engine itself: its lag, its CPU, and how many requests it really kept in flight.
///
/// Belongs to the engine's thread. In-flight is integrated over time at every change, independent
/// of any record, so that Little's law can be checked against it.
struct EngineMeter {
  private var intervalStart: UInt64
  private var cpuAtStart: Int64
  private var maximumLag: Int64 = 0
  private var lastChange: UInt64
  private var inFlight = 0
  /// Integral of in-flight over time, request-nanoseconds.
  private var integral = 0.0

  init(now: UInt64) {
    intervalStart = now
    lastChange = now
    cpuAtStart = Self.threadCPU()
  }

  /// Says how many requests are in flight from now on.
  mutating func inFlightChanged(to count: Int, now: UInt64) {
    guard now > lastChange else {
      inFlight = count
      return
    }
    integral += Double(inFlight) * Double(now - lastChange)
    lastChange = now
    inFlight = count
  }

  /// Says how long a request waited that had a free slot and was due.
  mutating func waited(nanoseconds: Int64) { maximumLag = max(maximumLag, nanoseconds) }

  /// Whether an interval is over.
  func isDue(now: UInt64) -> Bool { now &- intervalStart >= EngineConfiguration.healthInterval }

  /// The figures of the interval that ends now; a new one begins.
  mutating func takeHealth(now: UInt64, openSockets: Int, unjudged: Int) -> EngineHealth {
    inFlightChanged(to: inFlight, now: now)
    let interval = max(1, now &- intervalStart)
    let cpu = Self.threadCPU()
    let health = EngineHealth(
      interval: Int64(clamping: interval), maximumLag: maximumLag, cpu: cpu - cpuAtStart,
      openSockets: openSockets, inFlight: inFlight, meanInFlight: integral / Double(interval),
      unjudged: unjudged)
    intervalStart = now
    lastChange = now
    cpuAtStart = cpu
    maximumLag = 0
    integral = 0
    return health
  }

  /// CPU time of the calling thread, nanoseconds.
  private static func threadCPU() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
