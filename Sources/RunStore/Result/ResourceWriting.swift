internal import BenchCore

/// What a server used while it was measured.
extension JSONWriter {
  /// - Parameter figures: Null where nothing was watched.
  mutating func resources(_ figures: UsageFigures?) {
    guard let figures else {
      null()
      return
    }
    beginObject()
    key("subject")
    string(figures.subject)
    key("samples")
    integer(figures.samples)
    key("cpu_seconds")
    number(figures.cpuSeconds)
    key("cores")
    number(figures.cores)
    key("core_limit")
    number(figures.coreLimit)
    key("memory_peak_bytes")
    integer(figures.memoryPeakBytes)
    key("memory_limit_bytes")
    integer(figures.memoryLimitBytes)
    key("throttled_share")
    number(figures.throttledShare)
    key("restarts")
    integer(figures.restarts)
    key("out_of_memory")
    integer(figures.outOfMemory)
    key("pages_per_cpu_second")
    number(figures.pagesPerCoreSecond)
    endObject()
  }
}
