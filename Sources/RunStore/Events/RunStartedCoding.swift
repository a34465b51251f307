internal import BenchCore

/// What is run, on what, where: the first line of a journal, and the head of a result's `slimbench`.
extension JSONWriter {
  /// Writes the members of the object, beginning with the version of the format.
  ///
  /// - Parameter indent: Where given, each member and document gets a line of its own.
  mutating func members(of started: RunStarted, indent: Int? = nil) {
    let line = { (writer: inout JSONWriter, deeper: Int) in
      if let indent { writer.nextLine(indent: indent + deeper) }
    }
    line(&self, 0)
    key("schema")
    integer(SavedFormat.schema)
    line(&self, 0)
    key("run_id")
    string(started.runID)
    line(&self, 0)
    key("sweep_id")
    string(started.sweep?.id)
    if let sweep = started.sweep {
      line(&self, 0)
      key("sweep_parts")
      integer(sweep.parts)
      line(&self, 0)
      key("sweep_shares_time")
      bool(sweep.sharesTime)
    }
    line(&self, 0)
    key("started_at")
    number(started.wallClock)
    line(&self, 0)
    key("version")
    string(started.version)
    line(&self, 0)
    key("arguments")
    beginArray()
    for argument in started.arguments { string(argument) }
    endArray()
    line(&self, 0)
    key("host")
    host(started.host)
    line(&self, 0)
    key("plan")
    plan(started.plan)
    line(&self, 0)
    key("corpus")
    beginArray()
    for document in started.corpus {
      line(&self, 2)
      self.document(document)
    }
    if let indent, !started.corpus.isEmpty { closingLine(indent: indent) }
    endArray()
  }

  mutating func host(_ host: HostFacts) {
    beginObject()
    key("name")
    string(host.name)
    key("system")
    string(host.system)
    key("processor")
    string(host.processor)
    key("cores")
    integer(host.cores)
    key("memory_bytes")
    integer(host.memoryBytes)
    key("governor")
    string(host.governor)
    endObject()
  }

  private mutating func document(_ document: Document) {
    beginObject()
    key("name")
    string(document.name)
    key("bytes")
    integer(document.bytes)
    key("pages")
    integer(document.pages)
    key("sha256")
    string(document.sha256)
    key("page_sizes")
    beginArray()
    for size in document.pageSizes {
      beginObject()
      key("width")
      number(size.width)
      key("height")
      number(size.height)
      key("count")
      integer(size.count)
      endObject()
    }
    endArray()
    if let defect = document.defect {
      key("defect")
      beginObject()
      key("kind")
      string(defect.kind.rawValue)
      key("detail")
      string(defect.detail)
      endObject()
    }
    endObject()
  }
}

extension JSONMembers {
  /// - Parameter timestamp: Where the object does not carry it itself, as in a result.
  func runStarted(timestamp: String? = nil) throws(JSONProblem) -> RunStarted {
    var corpus: [Document] = []
    for member in try objects("corpus") { corpus.append(try member.document()) }
    let ownTimestamp = try optionalString("timestamp")
    return RunStarted(
      runID: try string("run_id"), wallClock: try optionalDouble("started_at") ?? 0,
      timestamp: timestamp ?? ownTimestamp ?? "",
      version: try optionalString("version") ?? "", arguments: try strings("arguments"),
      host: try host(),
      plan: try object("plan").plan(), corpus: corpus, sweep: try sweepPart())
  }

  func host() throws(JSONProblem) -> HostFacts {
    let host = try optionalObject("host")
    return HostFacts(
      name: try host?.optionalString("name") ?? "",
      system: try host?.optionalString("system") ?? "",
      processor: try host?.optionalString("processor") ?? "",
      cores: try host?.optionalInt("cores") ?? 0,
      memoryBytes: try host?.optionalInt("memory_bytes") ?? 0,
      governor: try host?.optionalString("governor"))
  }

  private func sweepPart() throws(JSONProblem) -> SweepPart? {
    guard let id = try optionalString("sweep_id") else { return nil }
    return SweepPart(
      id: id, parts: try optionalInt("sweep_parts") ?? 1,
      sharesTime: try optionalBool("sweep_shares_time") ?? false)
  }

  private func document() throws(JSONProblem) -> Document {
    var sizes: [PageSize] = []
    for member in try objects("page_sizes") {
      sizes.append(
        PageSize(
          width: try member.double("width"), height: try member.double("height"),
          count: try member.int("count")))
    }
    var defect: DocumentDefect?
    if let member = try optionalObject("defect") {
      defect = DocumentDefect(
        kind: try member.word("kind") ?? .damaged, detail: try member.optionalString("detail") ?? ""
      )
    }
    return Document(
      name: try string("name"), bytes: try optionalInt("bytes") ?? 0,
      pages: try optionalInt("pages"), sha256: try optionalString("sha256") ?? "",
      pageSizes: sizes, defect: defect)
  }
}

/// The version of the files that this program writes.
package enum SavedFormat {
  /// Goes up when a reader of the version before would misread the file; new keys do not.
  package static let schema = 1
}
