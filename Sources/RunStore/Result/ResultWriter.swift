package import BenchCore

/// Makes the result file of a run from its journal.
///
/// It reads the journal once for the figures, once for each server's requests and once for the
/// timeline, so that a run of any length needs little memory. The file appears complete or not at
/// all.
package struct ResultWriter: ~Copyable {
  private let journal: String
  /// Of a sweep, the part that is written.
  private let point: RunPoint?
  private let overview: JournalOverview
  private var file: AtomicFile
  private var writer = JSONWriter()

  /// What a written result says, for whoever prints it.
  package struct Written: Sendable {
    package var figures: RunFigures
    /// What was wrong with the journal; empty where nothing was.
    package var warnings: [String]
  }

  /// Bytes collected before they are handed to the kernel.
  private static let chunk = 256 << 10

  /// Writes the part of a journal that belongs to one point as a result.
  ///
  /// - Parameter point: Which one. A file holds one, so that for a sweep it must be named.
  /// - Parameter replacing: Whether an existing file at `output` gives way.
  package static func write(
    journal: String, point: RunPoint? = nil, to output: String, replacing: Bool = false
  ) throws(StoreError) -> Written {
    let plan = try JournalReader(path: journal).started.plan
    let points = plan.points
    guard let own = point ?? (points.count == 1 ? points.first : nil), points.contains(own) else {
      throw StoreError(
        journal, "the run has \(points.count) pairs of resolution and concurrency, not just this",
        advice: "A result holds one; look at the journal with: slimbench show \(journal)")
    }
    let part = plan.isSweep ? own : nil
    let overview = try JournalOverview(journal, point: part)
    var writer = ResultWriter(
      journal: journal, point: part, overview: overview, file: try AtomicFile(output))
    try writer.writeAll()
    try writer.file.commit(replacing: replacing)
    return Written(figures: overview.figures, warnings: overview.damage.warnings)
  }

  private init(
    journal: String, point: RunPoint?, overview: JournalOverview, file: consuming AtomicFile
  ) {
    self.journal = journal
    self.point = point
    self.overview = overview
    self.file = file
  }

  private mutating func writeAll() throws(StoreError) {
    let started = overview.figures.started
    let names = RequestNames(started)
    writer.beginObject()
    line("timestamp", 2)
    writer.string(started.timestamp)
    for (index, server) in started.plan.servers.enumerated() {
      line(server.key, 2)
      try section(ofServer: index, named: server.name, names)
    }
    line("slimbench", 2)
    writer.beginObject()
    writer.members(of: started, indent: 4)
    servers()
    line("finished", 4)
    if let finished = overview.figures.finished {
      writer.runFinished(finished)
    } else {
      writer.null()
    }
    line("comparisons", 4)
    writer.comparisons(overview.figures.judgement, of: started.plan, indent: 6)
    line("diagnoses", 4)
    writer.diagnoses(overview.figures.judgement, indent: 6)
    line("assertions", 4)
    writer.assertions(of: overview.figures, indent: 6)
    damage()
    line("timeline", 4)
    try timeline(names)
    writer.closingLine(indent: 2)
    writer.endObject()
    writer.closingLine(indent: 0)
    writer.endObject()
    writer.closingLine(indent: 0)
    try file.write(&writer)
  }

  /// A server's figures and requests; with one point, a server's index is its condition's.
  private mutating func section(
    ofServer index: Int, named name: String, _ names: RequestNames
  ) throws(StoreError) {
    writer.beginObject()
    line("statistics", 4)
    ConditionStatistics(
      server: name, summary: overview.figures.conditions[index],
      response: overview.responses[index]
    ).write(to: &writer, indent: 4)
    line("individual_results", 4)
    writer.beginArray()
    var reader = try JournalReader(path: journal)
    var narrowing = point.flatMap { PointEvents(reader.started, $0) }
    while let read = try reader.next(where: { overview.isRequest(line: $0, condition: index) }) {
      let event = narrowing == nil ? read : narrowing?.narrow(read)
      guard case .requestFinished(let record) = event?.payload else { continue }
      writer.nextLine(indent: 6)
      writer.request(record, names: names)
      try handOver()
    }
    writer.closingLine(indent: 4)
    writer.endArray()
    writer.closingLine(indent: 2)
    writer.endObject()
  }

  private mutating func servers() {
    line("servers", 4)
    writer.beginArray()
    for (spec, status) in zip(overview.figures.started.plan.servers, overview.figures.servers) {
      writer.nextLine(indent: 6)
      writer.beginObject()
      writer.key("key")
      writer.string(spec.key)
      writer.key("name")
      writer.string(spec.name)
      writer.key("url")
      if case .url(let url) = spec.origin {
        writer.string(status.url ?? url)
      } else {
        writer.string(status.url)
      }
      writer.key("embedded")
      if case .embedded(let layer) = spec.origin { writer.string(layer) } else { writer.null() }
      writer.key("start_up_seconds")
      writer.number(status.startUp.map { Double($0) / 1e9 })
      writer.endObject()
    }
    writer.closingLine(indent: 4)
    writer.endArray()
  }

  private mutating func damage() {
    let warnings = overview.damage.warnings
    guard !warnings.isEmpty else { return }
    line("journal_damage", 4)
    writer.beginArray()
    for warning in warnings { writer.string(warning) }
    writer.endArray()
  }

  /// Everything that is not a finished request, or the start of one that finished.
  private mutating func timeline(_ names: RequestNames) throws(StoreError) {
    writer.beginArray()
    var reader = try JournalReader(path: journal)
    var narrowing = point.flatMap { PointEvents(reader.started, $0) }
    while let read = try reader.next(where: overview.isInTimeline) {
      // The overview has chosen the lines; only requests are named anew.
      guard let event = read.isRequest ? narrowed(read, &narrowing) : read else { continue }
      if case .requestStarted(let start) = event.payload,
        !overview.unfinished.contains(start.sequence)
      {
        continue
      }
      if case .runStarted = event.payload { continue }
      writer.nextLine(indent: 6)
      writer.event(event, names: names)
      try handOver()
    }
    writer.closingLine(indent: 4)
    writer.endArray()
  }

  private func narrowed(_ event: RunEvent, _ narrowing: inout PointEvents?) -> RunEvent? {
    narrowing == nil ? event : narrowing?.narrow(event)
  }

  private mutating func line(_ key: String, _ indent: Int) {
    writer.nextLine(indent: indent)
    writer.key(key)
  }

  private mutating func handOver() throws(StoreError) {
    if writer.bytes.count >= Self.chunk { try file.write(&writer) }
  }
}
