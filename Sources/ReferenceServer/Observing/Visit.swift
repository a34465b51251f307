import Foundation
import Synchronization

/// One request from its head to the end of its answer: counted while it is in flight, then told to the
/// metrics and the access log, once.
///
/// Ends with ``end()``, or with the last hold on it: whatever becomes of a connection, it does not stay.
final class Visit: Sendable {
  /// For a client that went away before its answer, as nginx counts them.
  static let clientLeft = 499

  private struct State {
    var bytesIn = 0
    var bytesOut = 0
    var pages: Int?
    var dpi: Double?
    var status = Visit.clientLeft
    var hasLeft = false
    /// When the answer was complete, if that was before the end.
    var answered: ContinuousClock.Instant?
    var isOver = false
  }

  private let method: String
  private let path: String
  private let observer: ServerObserver
  private let time = Date()
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(_ head: RequestHead, observer: ServerObserver) {
    method = head.method
    path = head.path
    self.observer = observer
    observer.metrics.requestBegan()
  }

  deinit { end() }

  /// A piece of the body came.
  func received(_ bytes: Int) { state.withLock { $0.bytesIn += bytes } }

  /// The request is about a document.
  func asks(dpi: Double) {
    state.withLock { state in
      state.dpi = dpi
      state.pages = 0
    }
  }

  func pageDone(_ page: PageResult) {
    observer.metrics.pageDone(isRecognised: page.confidence != nil)
    state.withLock { $0.pages = ($0.pages ?? 0) + 1 }
  }

  /// The client will not see its answer.
  func clientHasLeft() { state.withLock { $0.hasLeft = true } }

  /// The answer is complete, on its way to the client.
  func answered(_ status: AnswerStatus, bytes: Int) {
    state.withLock { state in
      state.status = status.rawValue
      state.bytesOut = bytes
      state.answered = .now
    }
  }

  /// A piece of an answer that comes in pieces is on its way.
  func streamed(_ bytes: Int) {
    state.withLock { state in
      state.status = AnswerStatus.ok.rawValue
      state.bytesOut += bytes
    }
  }

  /// The request is over; only the first call counts.
  func end() {
    let ended = state.withLock { state -> State? in
      if state.isOver { return nil }
      state.isOver = true
      return state
    }
    guard let ended else { return }
    let seconds = ((ended.answered ?? .now) - start) / .seconds(1)
    let status = ended.hasLeft ? Self.clientLeft : ended.status
    observer.metrics.requestEnded(
      ServerMetrics.Outcome(endpoint: endpoint, status: status, seconds: seconds))
    observer.log?.write(
      AccessLine(
        time: time, method: method, path: path, status: status, bytesIn: ended.bytesIn,
        bytesOut: ended.bytesOut, seconds: seconds, pages: ended.pages, dpi: ended.dpi))
  }

  private var endpoint: String {
    let known = ["/", DocumentService.metricsPath] + Endpoint.allCases.map(\.rawValue)
    return known.contains(path) ? path : "other"
  }
}
