package import BenchCore

/// Headlines as JSON: what `browse --json` prints, and what the cache keeps.
package enum HeadlineJSON {
  /// `{"runs":[…]}`, one run a line.
  package static func text(_ headlines: [RunHeadline]) -> String {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("runs")
    writer.beginArray()
    for headline in headlines {
      writer.nextLine(indent: 2)
      writer.headline(headline)
    }
    if !headlines.isEmpty { writer.closingLine(indent: 0) }
    writer.endArray()
    writer.endObject()
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

extension JSONWriter {
  mutating func headline(_ headline: RunHeadline) {
    beginObject()
    key("path")
    string(headline.path)
    key("bytes")
    integer(headline.bytes)
    key("modified")
    number(headline.modified)
    key("state")
    string(headline.stateName)
    key("damage")
    if case .damaged(let reason) = headline.state { string(reason) } else { null() }
    key("run_id")
    string(headline.runID)
    key("sweep_id")
    string(headline.sweepID)
    key("timestamp")
    string(headline.timestamp)
    key("wall_clock")
    number(headline.wallClock)
    list("servers", headline.servers) { $0.string($1) }
    key("documents")
    integer(headline.documents)
    list("dpis", headline.dpis) { $0.number($1) }
    list("concurrencies", headline.concurrencies) { $0.integer($1) }
    key("rounds")
    integer(headline.rounds)
    key("succeeded")
    integer(headline.succeeded)
    key("failed")
    integer(headline.failed)
    key("planned")
    integer(headline.planned)
    list("verdicts", headline.verdicts) { $0.verdict($1) }
    key("withheld")
    bool(headline.isWithheld)
    list("diagnoses", headline.diagnoses) { $0.string($1) }
    endObject()
  }

  private mutating func verdict(_ verdict: HeadlineVerdict) {
    beginObject()
    key("server")
    string(verdict.server)
    key("baseline")
    string(verdict.baseline)
    key("dpi")
    number(verdict.dpi)
    key("concurrency")
    integer(verdict.concurrency)
    key("verdict")
    string(verdict.verdict.rawValue)
    key("ratio")
    number(verdict.ratio)
    key("interval")
    if let interval = verdict.interval {
      beginArray()
      number(interval.lowerBound)
      number(interval.upperBound)
      endArray()
    } else {
      null()
    }
    key("starred")
    bool(verdict.isStarred)
    endObject()
  }

  private mutating func list<Element>(
    _ name: String, _ elements: [Element], _ write: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    beginArray()
    for element in elements { write(&self, element) }
    endArray()
  }
}

extension JSONMembers {
  func headline() throws(JSONProblem) -> RunHeadline {
    let name = try string("state")
    guard let state = RunHeadline.State(name, damage: try optionalString("damage") ?? "") else {
      throw problem("state", "unknown")
    }
    var headline = RunHeadline(
      path: try string("path"), bytes: try int("bytes"), modified: try double("modified"),
      state: state)
    headline.runID = try string("run_id")
    headline.sweepID = try optionalString("sweep_id")
    headline.timestamp = try string("timestamp")
    headline.wallClock = try optionalDouble("wall_clock")
    headline.servers = try strings("servers")
    headline.documents = try int("documents")
    headline.dpis = try doubles("dpis")
    headline.concurrencies = try ints("concurrencies")
    headline.rounds = try int("rounds")
    headline.succeeded = try int("succeeded")
    headline.failed = try int("failed")
    headline.planned = try optionalInt("planned")
    for members in try objects("verdicts") { headline.verdicts.append(try members.verdict()) }
    headline.isWithheld = try optionalBool("withheld") ?? false
    headline.diagnoses = try strings("diagnoses")
    return headline
  }

  private func verdict() throws(JSONProblem) -> HeadlineVerdict {
    guard let verdict = Verdict(rawValue: try string("verdict")) else {
      throw problem("verdict", "unknown")
    }
    let ends = try doubles("interval")
    guard ends.isEmpty || ends.count == 2 && ends[0] <= ends[1] else {
      throw problem("interval", "expected two numbers in order")
    }
    return HeadlineVerdict(
      server: try string("server"), baseline: try string("baseline"), dpi: try double("dpi"),
      concurrency: try int("concurrency"), verdict: verdict, ratio: try optionalDouble("ratio"),
      interval: ends.isEmpty ? nil : ends[0]...ends[1],
      isStarred: try optionalBool("starred") ?? false)
  }
}

extension RunHeadline {
  fileprivate var stateName: String {
    switch state {
    case .complete: "complete"
    case .stopped: "stopped"
    case .interrupted: "interrupted"
    case .guide: "guide"
    case .damaged: "damaged"
    }
  }
}

extension RunHeadline.State {
  fileprivate init?(_ name: String, damage: String) {
    switch name {
    case "complete": self = .complete
    case "stopped": self = .stopped
    case "interrupted": self = .interrupted
    case "guide": self = .guide
    case "damaged": self = .damaged(damage)
    default: return nil
    }
  }
}
