internal import BenchCore
internal import Conductor
internal import Dashboard

/// What the main thread hears while the dashboard is open.
enum LoopMessage: Sendable {
  indirect case dashboard(Message)
  case events([RunEvent])
  indirect case ended(LiveRun.Ending)

  init(_ message: RunMessage) {
    switch message {
    case .preparing(let done, let total): self = .dashboard(.preparing(done: done, total: total))
    case .leftOut(let documents): self = .dashboard(.leftOut(documents))
    case .events(let events): self = .events(events)
    case .trouble(let text): self = .dashboard(.trouble(text))
    case .ended(let ending): self = .ended(ending)
    }
  }
}

extension LiveRun.Ending {
  /// The ending as the dashboard shows it.
  var forDashboard: RunEnding {
    switch self {
    case .saved(let paths, let figures, let warnings):
      .saved(
        path: (paths.first ?? "")
          + (paths.count > 1 ? " and \(Quantity.count(paths.count - 1)) more" : ""),
        figures: figures, warnings: warnings)
    case .nothingSent(let end):
      .nothingSent(end.reason == .interrupted ? "stopped before anything was sent" : end.detail)
    case .refused(let reason): .failed(reason)
    }
  }
}
