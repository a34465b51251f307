internal import BenchCore
internal import Statistics

/// Writes what the number of pages does to service time.
extension ConditionStatistics {
  func size(to writer: inout JSONWriter) {
    let line = summary.size.line
    writer.beginObject()
    coefficient("fixed_overhead", line?.intercept, to: &writer)
    coefficient("seconds_per_page", line?.slope, to: &writer)
    writer.key("n")
    writer.integer(line?.count ?? 0)
    writer.key("buckets")
    writer.beginArray()
    for bucket in summary.size.buckets {
      writer.beginObject()
      writer.key("from_pages")
      writer.integer(bucket.range.from)
      writer.key("to_pages")
      writer.integer(bucket.range.to)
      writer.key("documents")
      writer.integer(bucket.documents)
      writer.key("avg_latency")
      writer.number(bucket.mean)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }

  private func coefficient(
    _ key: String, _ coefficient: LeastSquares.Coefficient?, to writer: inout JSONWriter
  ) {
    writer.key(key)
    writer.number(coefficient?.estimate.value)
    writer.key(key + "_interval")
    guard let interval = coefficient?.estimate.interval else {
      writer.null()
      return
    }
    writer.beginArray()
    writer.number(interval.lowerBound)
    writer.number(interval.upperBound)
    writer.endArray()
  }
}
