internal import BenchCore
internal import Canvas

/// What must be known before a figure is read: the run was cut short, a server is missing.
struct ReportCaveats {
  let figures: RunFigures
  let names: ServerNames
  let glyphs: Glyphs

  var entries: [ReportEntry] { partial + unavailable + reconstructed }

  private var partial: [ReportEntry] {
    let detail = (figures.finished?.detail).map {
      $0.isEmpty ? "" : " (" + Sanitizer.line($0, glyphs: glyphs, limit: 200) + ")"
    }
    let how: String
    switch figures.finished?.reason {
    case .completed: return []
    case .interrupted: how = "Interrupted" + (detail ?? "")
    case .failed: how = "The run could not go on" + (detail ?? "")
    case nil: how = "The run was killed, or its machine stopped,"
    }
    return [
      ReportEntry(
        key: "PARTIAL",
        text: how + " after \(progress): the figures are of what was measured until then.")
    ]
  }

  /// How far it came: `12 of 40 requests`.
  private var progress: String {
    let aborted = figures.conditions.reduce(0) { $0 &+ $1.aborted }
    let ended = figures.conditions.reduce(0) { $0 &+ $1.total } - aborted
    let done = Quantity.count(ended)
    let stopped = aborted > 0 ? ", with \(Quantity.count(aborted)) in flight" : ""
    guard let planned = figures.plannedRequests, planned > 0 else {
      return done + " requests" + stopped
    }
    return "\(done) of \(Quantity.count(planned, "request"))" + stopped
  }

  private var unavailable: [ReportEntry] {
    figures.servers.enumerated().filter { $0.element.state == .unavailable }.map { index, status in
      let reason = Sanitizer.line(status.detail, glyphs: glyphs, limit: 300)
      return ReportEntry(
        key: "Not measured", text: names[index] + (reason.isEmpty ? "" : ": " + reason))
    }
  }

  private var reconstructed: [ReportEntry] {
    guard figures.timesAreReconstructed else { return [] }
    return [
      ReportEntry(
        key: "Times",
        text: "The file holds no times of its requests: they were laid end to end, so that "
          + "throughput is work per summed service time.")
    ]
  }
}
