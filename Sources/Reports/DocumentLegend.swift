internal import BenchCore
internal import Statistics

/// What the figures mean that know which document a request was for.
struct DocumentLegend {
  let figures: RunFigures
  let points: [RunPointFigures]

  private var servers: [ServerFigures] { points.flatMap(\.servers) }

  var entries: [ReportEntry] { failures + tail + size }

  private var failures: [ReportEntry] {
    guard servers.contains(where: { $0.failed > 0 }) else { return [] }
    return [
      ReportEntry(
        key: "With failures",
        text: "percentiles in which each failure counts as an endless time: what fails at once is "
          + "not fast. No other time has failures in it; a difference with ★ is between answers to "
          + "other documents, and only the paired figures compare like with like.")
    ]
  }

  private var tail: [ReportEntry] {
    guard servers.contains(where: { $0.succeeded > 0 }) else { return [] }
    guard servers.contains(where: { $0.tail.count > 0 }) else {
      return [ReportEntry(key: "Tail factor", text: "unknown: it needs at least two rounds.")]
    }
    return [
      ReportEntry(
        key: "Tail factor",
        text: "service time over the median of the same document: a slow server, where "
          + "percentiles of service time may be nothing but big files.")
    ]
  }

  private var size: [ReportEntry] {
    guard let server = servers.first(where: { $0.size.line != nil }) else { return [] }
    let counts = server.size.buckets.map { bucket in
      "\(Quantity.count(bucket.documents)) of \(bucket.range.words)"
    }
    var text = "a line through the documents' mean times (least squares): what each takes whatever "
    text += "its size, and what every page adds. The ± is half of the 95 % interval; it is too "
    text += "narrow where large documents scatter more."
    if counts.count > 1 { text += " Documents by pages: " + counts.joined(separator: ", ") + "." }
    return [ReportEntry(key: "Pages", text: text)]
  }
}
