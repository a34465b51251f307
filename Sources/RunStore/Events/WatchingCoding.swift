internal import BenchCore

/// Samples and changes of watched subjects, as lines of the journal tell them.
extension JSONWriter {
  mutating func resourceSample(_ sample: ResourceSample) {
    beginObject()
    key("subject")
    string(sample.subject)
    key("interval_ns")
    integer(sample.interval)
    key("cores")
    number(sample.cores)
    key("core_limit")
    number(sample.coreLimit)
    key("throttled_share")
    number(sample.throttledShare)
    key("memory_bytes")
    integer(sample.memoryBytes)
    key("memory_limit_bytes")
    integer(sample.memoryLimitBytes)
    key("received_per_second")
    number(sample.receivedPerSecond)
    key("sent_per_second")
    number(sample.sentPerSecond)
    key("read_per_second")
    number(sample.readPerSecond)
    key("written_per_second")
    number(sample.writtenPerSecond)
    key("processes")
    integer(sample.processes)
    endObject()
  }

  mutating func gpuSample(_ sample: GPUSample) {
    beginObject()
    key("index")
    integer(sample.index)
    key("name")
    string(sample.name)
    key("utilisation")
    number(sample.utilisation)
    key("memory_bytes")
    integer(sample.memoryBytes)
    key("memory_total_bytes")
    integer(sample.memoryTotalBytes)
    endObject()
  }

  mutating func subjectChange(_ change: SubjectChange) {
    beginObject()
    key("subject")
    string(change.subject)
    key("kind")
    string(change.kind.rawValue)
    key("health")
    string(change.health?.rawValue)
    key("exit_code")
    integer(change.exitCode)
    key("signal")
    integer(change.signal)
    key("detail")
    string(change.detail)
    endObject()
  }
}

extension JSONMembers {
  func resourceSample() throws(JSONProblem) -> ResourceSample {
    var sample = ResourceSample(
      subject: try string("subject"), interval: Int64(try optionalInt("interval_ns") ?? 0))
    sample.cores = try optionalDouble("cores")
    sample.coreLimit = try optionalDouble("core_limit")
    sample.throttledShare = try optionalDouble("throttled_share")
    sample.memoryBytes = try optionalInt("memory_bytes")
    sample.memoryLimitBytes = try optionalInt("memory_limit_bytes")
    sample.receivedPerSecond = try optionalDouble("received_per_second")
    sample.sentPerSecond = try optionalDouble("sent_per_second")
    sample.readPerSecond = try optionalDouble("read_per_second")
    sample.writtenPerSecond = try optionalDouble("written_per_second")
    sample.processes = try optionalInt("processes")
    return sample
  }

  func gpuSample() throws(JSONProblem) -> GPUSample {
    GPUSample(
      index: try int("index"), name: try optionalString("name") ?? "",
      utilisation: try optionalDouble("utilisation"), memoryBytes: try optionalInt("memory_bytes"),
      memoryTotalBytes: try optionalInt("memory_total_bytes"))
  }

  func subjectChange() throws(JSONProblem) -> SubjectChange {
    SubjectChange(
      subject: try string("subject"), kind: try word("kind") ?? .progress,
      health: try word("health"), exitCode: try optionalInt("exit_code"),
      signal: try optionalInt("signal"), detail: try optionalString("detail") ?? "")
  }
}
