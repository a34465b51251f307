internal import BenchCore

/// A new segment of a run's clock, as a line of the journal tells it.
extension JSONWriter {
  mutating func runResumed(_ resumed: RunResumed) {
    beginObject()
    key("started_at")
    number(resumed.wallClock)
    key("timestamp")
    string(resumed.timestamp)
    key("version")
    string(resumed.version)
    key("arguments")
    beginArray()
    for argument in resumed.arguments { string(argument) }
    endArray()
    key("host")
    host(resumed.host)
    key("after_seconds")
    number(resumed.gapSeconds)
    key("kept")
    integer(resumed.kept)
    key("discarded")
    integer(resumed.discarded)
    endObject()
  }
}

extension JSONMembers {
  func runResumed() throws(JSONProblem) -> RunResumed {
    RunResumed(
      wallClock: try optionalDouble("started_at") ?? 0,
      timestamp: try optionalString("timestamp") ?? "",
      version: try optionalString("version") ?? "", arguments: try strings("arguments"),
      host: try host(), gapSeconds: try optionalDouble("after_seconds"),
      kept: try optionalInt("kept") ?? 0, discarded: try optionalInt("discarded") ?? 0)
  }
}
