import Foundation
import Synchronization
import Testing

@testable import ReferenceServer

@Suite(.timeLimit(.minutes(2))) struct InjectedFaultTests {
  // MARK: - Extra work

  /// A thread that works five units and then ages by one unit a look.
  final class ThreadTime: Sendable {
    private let time = Mutex<Int64>(0)
    var looks: Int64 { time.withLock { $0 } }
    func pass(_ units: Int64) { time.withLock { $0 += units } }
    @Sendable func now() -> Int64 {
      time.withLock { time in
        time += 1
        return time
      }
    }
  }

  @Test(arguments: [(0.03, 30.0), (0.5, 500), (2, 2000)])
  func `burns the share of what the thread has worked`(share: Double, expected: Double) {
    let time = ThreadTime()
    let work = ExtraWork(share: share, threadTime: time.now)
    let mark = work.mark()
    time.pass(999)
    let before = time.looks
    work.burn(since: mark) { true }
    #expect(abs(Double(time.looks - before) - expected) <= 2)
  }

  @Test func `burns nothing unless it is asked to, and stops when nobody waits`() {
    let time = ThreadTime()
    let none = ExtraWork(share: 0, threadTime: time.now)
    none.burn(since: none.mark()) { true }
    #expect(time.looks == 0)
    let endless = ExtraWork(share: 1e12, threadTime: time.now)
    let mark = endless.mark()
    time.pass(1000)
    endless.burn(since: mark) { time.looks < 2000 }
    #expect(time.looks < 2010)
  }

  @Test(arguments: WebLayer.allCases)
  func `lets the server's own clock see the extra work`(web: WebLayer) async throws {
    // Ten times the work: no noise of a busy machine makes that out of equal work, or hides it.
    let upload = Request.upload(TinyPDF.text(pages: 8).bytes, query: "?dpi=100")
    func seconds(_ share: Double) async throws -> Double {
      try await withServer(web, adjust: { $0.faults.extraLatency = share }) { port in
        var best = Double.infinity
        for _ in 0..<3 {
          let reply = try await Request.send(upload, port: port)
          best = min(best, try #require(reply.json["elapsed_seconds"] as? Double))
        }
        return best
      }
    }
    let (plain, slowed) = (try await seconds(0), try await seconds(9))
    #expect(slowed / plain > 3, "\(plain) s, \(slowed) s")
  }

  // MARK: - Stalls

  @Test func `stalls for the last part of every period`() {
    let stall = StallPattern(length: .seconds(2), period: .seconds(20))
    let left: [(Double, Double)] = [
      (0, 0), (17.9, 0), (18, 2), (19.5, 0.5), (20, 0), (37, 0), (38.5, 1.5), (40, 0),
      (1_000_018.25, 1.75),
    ]
    for (elapsed, expected) in left {
      let told = stall.left(at: .seconds(elapsed)) / .seconds(1)
      #expect(abs(told - expected) < 1e-6, "after \(elapsed) s: \(told)")
    }
  }

  @Test(arguments: WebLayer.allCases)
  func `answers nothing while it stalls`(web: WebLayer) async throws {
    // All but the first millisecond of a day.
    let stall = StallPattern(
      length: .seconds(86_400) - .milliseconds(1), period: .seconds(86_400))
    _ = try await withServer(web, adjust: { $0.faults.stall = stall }) { port in
      await #expect(throws: (any Error).self) {
        try await Tool.run(
          "curl", ["--silent", "--max-time", "0.5", "http://127.0.0.1:\(port)/"])
      }
    }
  }

  @Test func `holds an answer back until the stall is over`() async {
    let looks = Mutex(0)
    let stall = StallPattern(length: .seconds(2), period: .seconds(20))
    let injector = FaultInjector(InjectedFaults(stall: stall)) {
      looks.withLock { looks in
        looks += 1
        return looks < 3 ? .seconds(19.999) : .seconds(20)
      }
    }
    await injector.waitOutStall()
    #expect(looks.withLock { $0 } == 3)
  }

  // MARK: - Failures

  @Test func `fails the asked share of documents, the same ones for the same seed`() {
    func fails(seed: UInt64) -> [Bool] {
      let injector = FaultInjector(InjectedFaults(failRate: 0.05, seed: seed)) { .zero }
      return (0..<10_000).map { _ in injector.refusal() != nil }
    }
    let first = fails(seed: 7)
    // Binomial: 500 expected, standard deviation 21.8.
    #expect((400...600).contains(first.count { $0 }))
    #expect(first == fails(seed: 7))
    #expect(first != fails(seed: 8))
  }

  @Test(arguments: WebLayer.allCases)
  func `answers an injected failure with 500 and why, and keeps the connection`(
    web: WebLayer
  ) async throws {
    try await withServer(web, adjust: { $0.faults.failRate = 1 }) { port in
      let replies = try await blocking {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        return try (0..<2).map { _ in
          try connection.send(Request.upload(TinyPDF.text(pages: 1).bytes))
          return try connection.reply()
        }
      }
      #expect(replies.map(\.status) == [500, 500])
      #expect(replies[0].detail?.contains("--fail-rate") == true)
      #expect(try await Request.get("/", port: port).status == 200)
    }
  }

  // MARK: - Start

  @Test(arguments: WebLayer.allCases)
  func `says that its models are loading until its start is over`(web: WebLayer) async throws {
    try await withServer(web, adjust: { $0.faults.startupDelay = .seconds(3600) }) { port in
      let state = try await Request.get("/", port: port)
      #expect(state.status == 200)
      #expect(state.json["models_loaded"] as? Bool == false)
      let reply = try await Request.send(
        Request.upload(TinyPDF.text(pages: 1).bytes), port: port)
      #expect(reply.status == 503)
      #expect(reply.detail?.contains("loading") == true)
    }
  }

  @Test func `is ready once its start is over`() {
    let time = Mutex(Duration.zero)
    let injector = FaultInjector(InjectedFaults(startupDelay: .seconds(3))) {
      time.withLock { $0 }
    }
    #expect(injector.isStarting && injector.refusal()?.status == .unavailable)
    time.withLock { $0 = .seconds(3) }
    #expect(!injector.isStarting && injector.refusal() == nil)
  }

  static let impossible = [
    InjectedFaults(extraLatency: -0.1), InjectedFaults(extraLatency: .nan),
    InjectedFaults(stall: StallPattern(length: .seconds(2), period: .seconds(2))),
    InjectedFaults(stall: StallPattern(length: .zero, period: .seconds(2))),
    InjectedFaults(failRate: 1.1), InjectedFaults(startupDelay: .seconds(-1)),
    InjectedFaults(startupDelay: .seconds(1e9)),
  ]

  @Test(arguments: impossible)
  func `refuses faults that cannot be`(faults: InjectedFaults) {
    #expect(throws: ServerError.self) { try ServerConfiguration(faults: faults).validate() }
  }
}
