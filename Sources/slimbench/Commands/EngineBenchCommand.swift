internal import ArgumentParser
internal import BenchCore
internal import Contract
internal import CurlKit
internal import Foundation
internal import Glibc
internal import LoadEngine
internal import RunStore
internal import Synchronization

/// `slimbench engine-bench`: the load engine alone, as fast as it can, for `make bench`.
struct EngineBenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "engine-bench",
    abstract: "Measures the load engine itself: prints one JSON line.", shouldDisplay: false)

  @Option(help: "Server to send to; the path is used as it is.")
  var url: String

  @Option(help: "File to send as a multipart document.")
  var file: String

  @Option(help: "Requests in flight.")
  var concurrent = 1

  @Option(help: "How long, seconds.")
  var duration = 2.0

  @Option(help: "Ends after this many requests, whatever the duration.")
  var requests: Int?

  @Option(help: "Writes a journal to this new file, as a run would.")
  var journal: String?

  /// Requests per second that no generator on one core comes near.
  private static let highestRate = 150_000.0

  func run() throws {
    let content = try Array(Data(contentsOf: URL(fileURLWithPath: file)))
    let tally = Mutex(Tally())
    let zero = MonotonicClock.now()
    let recorder = try journal.map { try RunRecorder(path: $0) }
    let engine = LoadEngine(
      configuration: EngineConfiguration(
        requests: [[request(content)]], concurrency: concurrent, zero: zero,
        judge: Self.judge(),
        publish: { events in
          recorder?.record(events)
          tally.withLock { $0.add(events) }
        }))
    let (limit, concurrent, duration) = (requests, concurrent, duration)
    let started = MonotonicClock.now()
    try Blocking.run {
      // One block, so that requests are in flight throughout; it ends by itself or is stopped.
      let size = limit ?? Int(min(max(duration, 0), 600) * Self.highestRate) + concurrent
      let lane = Lane(condition: 0, documents: Array(repeating: 0, count: size))
      let clock = Task {
        guard limit == nil else { return }
        try await Task.sleep(for: .seconds(duration))
        engine.stop()
      }
      _ = await engine.run([
        Block(round: 0, phase: .measurement, concurrency: concurrent, lanes: [lane])
      ])
      clock.cancel()
    }
    let seconds = Double(MonotonicClock.now() - started) / 1e9
    engine.close()
    try recorder?.finish()
    print(tally.withLock { $0.json(seconds: seconds) })
  }

  private func request(_ content: [UInt8]) -> HTTPRequest {
    let server = ServerSpec(key: "bench", name: "bench", origin: .url(url))
    let template = RequestTemplate(server: server, baseURL: url, planHeaders: [])
    return HTTPRequest(
      method: "POST", url: url, headers: template.headers(content: content),
      body: UploadBody(
        segments: template.bodySegments(documentName: "bench.pdf", content: content, dpi: 150)))
  }

  private static func judge() -> @Sendable (Int, Int, [UInt8]) -> Outcome {
    let judge = BenchJudge()
    return { judge.judge(status: $1, body: $2) }
  }
}

/// The contract's judge behind a lock.
private final class BenchJudge: Sendable {
  private let judge = Mutex(AnswerJudge(shape: RequestShape()))

  func judge(status: Int, body: [UInt8]) -> Outcome {
    judge.withLock { $0.judge(status: status, body: body) }
  }
}

/// What the engine did, in constant memory.
private struct Tally {
  private var state = RunState()
  private var histogram = LatencyHistogram()
  private var failed = 0
  private var memory: [(requests: Int, kilobytes: Int)] = []

  var count: Int { histogram.count + failed }

  mutating func add(_ events: [RunEvent]) {
    state.apply(events)
    sampleMemory()
    for case .requestFinished(let record) in events.map(\.payload) {
      if record.outcome.failure?.kind == .aborted {
        // In flight at the end of the time.
      } else if record.outcome.answer == nil {
        failed += 1
      } else {
        histogram.record(nanoseconds: record.serviceNanoseconds)
      }
    }
  }

  private mutating func sampleMemory() {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").dropFirst().first.flatMap({ Int($0) })
    else { return }
    memory.append((count, pages * Int(sysconf(Int32(_SC_PAGESIZE))) / 1024))
  }

  func json(seconds: Double) -> String {
    var usage = rusage()
    getrusage(0, &usage)
    let cpu =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    func microseconds(_ p: Double) -> Double {
      Double(histogram.nanoseconds(atPercentile: p) ?? 0) / 1000
    }
    let early = memory.first { $0.requests >= 10_000 }?.kilobytes ?? 0
    return """
      {"requests":\(count),"failed":\(failed),"seconds":\(seconds),\
      "p50_us":\(microseconds(0.5)),"p99_us":\(microseconds(0.99)),"cpu_seconds":\(cpu),\
      "rss_kb_at_10000":\(early),"rss_kb":\(memory.last?.kilobytes ?? 0)}
      """
  }
}
