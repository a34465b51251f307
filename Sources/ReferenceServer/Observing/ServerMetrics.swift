import Synchronization

/// What the server has done since its start, for `GET /metrics`.
final class ServerMetrics: Sendable {
  /// A request that is over.
  struct Outcome: Sendable, Equatable {
    /// A path of ours, or `other`: what clients make up does not add names without end.
    var endpoint: String
    var status: Int
    var seconds: Double
  }

  private struct Key: Hashable {
    var endpoint: String
    var status: Int
  }

  private struct State {
    var inFlight = 0
    var requests: [Key: Int] = [:]
    var durations: [String: SecondsHistogram] = [:]
    var pages = 0
    var recognisedPages = 0
  }

  private let state = Mutex(State())

  /// Requests whose answers are not complete yet.
  var inFlight: Int { state.withLock { $0.inFlight } }

  func requestBegan() { state.withLock { $0.inFlight += 1 } }

  func requestEnded(_ outcome: Outcome) {
    state.withLock { state in
      state.inFlight -= 1
      state.requests[Key(endpoint: outcome.endpoint, status: outcome.status), default: 0] += 1
      state.durations[outcome.endpoint, default: SecondsHistogram()].add(outcome.seconds)
    }
  }

  func pageDone(isRecognised: Bool) {
    state.withLock { state in
      state.pages += 1
      if isRecognised { state.recognisedPages += 1 }
    }
  }

  /// All figures, with those of the pool and of the process at this moment.
  func exposition(_ load: WorkerPool.Load, _ process: ProcessFigures) -> String {
    let state = state.withLock { $0 }
    var text = Exposition()
    text.counter(
      "slimbench_http_requests_total",
      "Requests that are over, by path and status; 499 where the client went away first.",
      state.requests.sorted { ($0.key.endpoint, $0.key.status) < ($1.key.endpoint, $1.key.status) }
        .map { key, count in
          ([("path", key.endpoint), ("status", String(key.status))], Double(count))
        })
    text.gauge(
      "slimbench_http_requests_in_flight",
      "Requests whose answers are not complete yet, this one among them.",
      [([], Double(state.inFlight))])
    text.histogram(
      "slimbench_http_request_duration_seconds",
      "Time from a request's head to its answer, or to the last event of a stream.",
      state.durations.sorted { $0.key < $1.key }.map { ([("path", $0.key)], $0.value) })
    text.counter(
      "slimbench_pages_total", "Pages drawn and read, of documents that failed later too.",
      [([], Double(state.pages))])
    text.counter(
      "slimbench_ocr_pages_total", "Pages whose text was read from their pixels.",
      [([], Double(state.recognisedPages))])
    text.gauge(
      "slimbench_queue_length", "Documents that wait for a worker.", [([], Double(load.waiting))])
    text.gauge("slimbench_workers", "Threads that draw pages.", [([], Double(load.workers))])
    text.gauge(
      "slimbench_workers_busy", "Threads that are at a document.", [([], Double(load.busy))])
    text.counter(
      "process_cpu_seconds_total", "CPU time of the process, its own and the system's for it.",
      [([], process.cpuSeconds)])
    text.gauge(
      "process_resident_memory_bytes", "Memory of the process that is in RAM.",
      [([], Double(process.residentBytes))])
    text.gauge(
      "process_start_time_seconds", "When the server started, since 1970.",
      [([], process.startSeconds)])
    return text.text
  }
}
