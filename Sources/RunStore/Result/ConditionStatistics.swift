internal import BenchCore

/// The `statistics` of one server in a result file.
///
/// The first eleven keys are the guide's, seconds and counts as there; a figure that has no data is
/// null.
struct ConditionStatistics {
  /// What tables call the server.
  var server: String
  var summary: ConditionSummary
  var response: ResponseTimes

  func write(to writer: inout JSONWriter, indent: Int) {
    let figures: [(key: String, value: Double?)] = [
      ("avg_latency", summary.mean), ("min_latency", summary.minimum),
      ("max_latency", summary.maximum),
    ]
    let counts: [(key: String, value: Int)] = [
      ("total_requests", summary.total), ("successful_requests", summary.succeeded),
      ("failed_requests", summary.unsuccessful),
    ]
    writer.beginObject()
    func line(_ key: String) {
      writer.nextLine(indent: indent + 2)
      writer.key(key)
    }
    func number(_ key: String, _ value: Double?) {
      line(key)
      writer.number(value)
    }
    line("server")
    writer.string(server)
    for (key, value) in counts {
      line(key)
      writer.integer(value)
    }
    number("total_latency", summary.totalSeconds)
    for (key, value) in figures { number(key, value) }
    line("total_pages")
    writer.integer(summary.pages)
    number("pages_per_second", summary.pagesPerSecond)
    number("requests_per_second", summary.requestsPerSecond)
    for percent in [50, 90, 95, 99] {
      number("p\(percent)_latency", summary.percentile(Double(percent) / 100))
    }
    number("stddev_latency", summary.standardDeviation)
    number("wall_seconds", summary.wallSeconds)
    line("error_adjusted")
    percentiles(
      of: summary.adjustedPercentile, count: summary.succeeded + summary.failed, to: &writer)
    line("tail_factor")
    percentiles(of: summary.tail.percentile, count: summary.tail.count, to: &writer)
    line("size")
    size(to: &writer)
    line("response")
    mean(response.mean, ["max": response.maximum], to: &writer)
    line("first_page")
    percentiles(summary.firstPagePercentile, count: summary.firstPageSeconds.count, to: &writer)
    line("page_gap")
    percentiles(summary.pageGapPercentile, count: summary.pageGapSeconds.count, to: &writer)
    line("web_overhead")
    mean(summary.webOverhead, ["share": summary.webOverheadShare], to: &writer)
    line("server_seconds")
    mean(summary.serverSeconds, [:], to: &writer)
    line("resources")
    writer.resources(summary.resources)
    line("failures")
    failures(to: &writer)
    line("warm_up_requests")
    writer.integer(summary.warmUps)
    line("stale_retries")
    writer.integer(summary.staleRetries)
    writer.closingLine(indent: indent)
    writer.endObject()
  }

  private func percentiles(
    of percentile: (Double) -> Double?, count: Int, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    for percent in [50, 90, 95, 99] {
      writer.key("p\(percent)")
      writer.figure(percentile(Double(percent) / 100))
    }
    writer.key("n")
    writer.integer(count)
    writer.endObject()
  }

  private func mean(
    _ mean: RunningMean, _ more: KeyValuePairs<String, Double?>, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    writer.key("mean")
    writer.number(mean.mean)
    for (key, value) in more {
      writer.key(key)
      writer.number(value)
    }
    writer.key("n")
    writer.integer(mean.count)
    writer.endObject()
  }

  private func percentiles(
    _ percentile: (Double) -> Double?, count: Int, to writer: inout JSONWriter
  ) {
    writer.beginObject()
    for percent in [50, 95] {
      writer.key("p\(percent)")
      writer.number(percentile(Double(percent) / 100))
    }
    writer.key("n")
    writer.integer(count)
    writer.endObject()
  }

  private func failures(to writer: inout JSONWriter) {
    writer.beginObject()
    for kind in FailureKind.allCases {
      writer.key(kind.rawValue)
      writer.integer(summary.failures[kind] ?? 0)
    }
    writer.endObject()
  }
}

/// Times from intended start to end, of the good answers of the measurement, seconds.
struct ResponseTimes: Sendable {
  private(set) var mean = RunningMean()
  private(set) var maximum: Double?

  mutating func add(_ record: RequestRecord) {
    guard record.phase == .measurement, record.outcome.answer != nil else { return }
    let seconds = record.end.seconds(since: record.intendedStart)
    mean.add(seconds)
    maximum = max(maximum ?? seconds, seconds)
  }
}
