import BenchCore
import CurlKit
import LoadEngine
import Synchronization
import TestSupport

/// An engine against real sockets, with everything it published.
final class EngineHarness: Sendable {
  private let events = Mutex<[RunEvent]>([])
  private let sizes = Mutex<[Int]>([])
  /// The run's zero on the monotonic clock.
  let zero = MonotonicClock.now()

  /// Runs blocks against the URLs, one per condition, and returns what was published.
  ///
  /// - Parameter judge: Judges answers; by default every 200 is one page.
  func run(
    _ blocks: [Block], urls: [String], documents: [[UInt8]], concurrency: Int = 1,
    timeout: Duration = .seconds(10), responseLimit: Int = 1 << 20,
    judge: (@Sendable (Int, Int, [UInt8]) -> Outcome)? = nil, streams: Bool = false,
    during: (@Sendable (LoadEngine) async -> Void)? = nil
  ) async -> (end: EngineEnd, events: [RunEvent]) {
    let requests = urls.map { url in
      documents.map {
        HTTPRequest(
          method: "POST", url: url, body: UploadBody(segments: [$0]), timeout: timeout,
          responseLimit: responseLimit)
      }
    }
    let standard: @Sendable (Int, Int, [UInt8]) -> Outcome = { _, status, body in
      status == 200
        ? .ok(Answer(pages: 1))
        : .failed(RequestFailure(.http, String(decoding: body, as: UTF8.self)))
    }
    let openStream: @Sendable (Int) -> any AnswerStream = { _ in TestStream() }
    let engine = LoadEngine(
      configuration: EngineConfiguration(
        requests: requests, concurrency: concurrency, zero: zero,
        judge: judge ?? standard, openStream: streams ? openStream : nil,
        publish: { batch in
          self.events.withLock { $0.append(contentsOf: batch) }
          self.sizes.withLock { $0.append(batch.count) }
        }))
    defer { engine.close() }
    async let end = engine.run(blocks)
    if let during { await during(engine) }
    return (await end, events.withLock { $0 })
  }

  /// What has been published so far.
  var published: [RunEvent] { events.withLock { $0 } }
  /// How many batches carried it.
  var batches: Int { sizes.withLock { $0.count } }
}

extension [RunEvent] {
  /// The finished requests, in the order of publication.
  var records: [RequestRecord] {
    compactMap { if case .requestFinished(let record) = $0.payload { record } else { nil } }
  }

  /// The pages of streamed answers with their times.
  var pages: [(time: RunTime, page: PageReceived)] {
    compactMap { if case .pageReceived(let page) = $0.payload { ($0.time, page) } else { nil } }
  }

  /// The started requests with their times.
  var starts: [(RunTime, RequestStart)] {
    compactMap { if case .requestStarted(let start) = $0.payload { ($0.time, start) } else { nil } }
  }
}

/// One condition's pass over the first documents.
func pass(_ documents: Int, concurrency: Int = 1, condition: Int = 0) -> Block {
  Block(
    round: 0, phase: .measurement, concurrency: concurrency,
    lanes: [Lane(condition: condition, documents: Array(0..<documents))])
}

/// Steps of a well-behaved keep-alive server.
func answering(_ body: String = "ok", afterMilliseconds wait: Int = 0) -> ScriptedServer.Script {
  { _ in [.readRequest, .wait(milliseconds: wait), .send(.answer(body)), .again] }
}
