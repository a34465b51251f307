internal import BenchCore

/// A run's requests, one on a row, in the order in which they ended.
///
/// Columns are named as the members of a result's `individual_results`; before them stands what
/// the result tells elsewhere. An empty field is a `null`. What a file does not tell stays empty:
/// of the guide's files that is everything about times, connections and sizes.
enum CSVReport {
  static let columns = [
    "server_key", "server", "dpi", "concurrency", "filename", "success", "latency", "total_pages",
    "error", "seq", "round", "phase", "condition", "document", "block", "intended_start_ns",
    "start_ns", "body_sent_ns", "first_byte_ns", "end_ns", "dns_ns", "connect_ns", "tls_ns",
    "connection_reused", "stale_retries", "bytes_sent", "bytes_received", "http_status", "failure",
    "server_seconds", "text_digest", "text_simhash", "dpi_used", "megapixels",
  ]

  static func text(_ run: SavedRun) -> String {
    let plan = run.started.plan
    let knowsTimes = !run.timesAreReconstructed
    // Escaped once for all requests.
    let conditions = plan.conditions.map { condition in
      let server = plan.servers[condition.server]
      return [
        CSVText.foreign(server.key), CSVText.foreign(server.name),
        knowsTimes ? CSVText.number(condition.dpi) : "",
        knowsTimes ? CSVText.integer(condition.concurrency) : "",
      ].joined(separator: ",")
    }
    let documents = run.started.corpus.map { CSVText.foreign($0.name) }
    var text = CSVText.row(columns)
    for event in run.events {
      guard case .requestFinished(let record) = event.payload,
        conditions.indices.contains(record.condition), documents.indices.contains(record.document)
      else { continue }
      text += CSVText.row(
        [conditions[record.condition], documents[record.document]] + outcome(record)
          + position(record) + (knowsTimes ? times(record) : Array(repeating: "", count: 12))
          + [CSVText.integer(record.httpStatus), record.outcome.failure?.kind.rawValue ?? ""]
          + answer(record.outcome.answer))
    }
    return text
  }

  private static func outcome(_ record: RequestRecord) -> [String] {
    [
      String(record.outcome.answer != nil),
      CSVText.seconds(nanoseconds: record.serviceNanoseconds),
      String(record.outcome.answer?.pages ?? 0),
      CSVText.foreign(record.outcome.failure?.message ?? ""),
    ]
  }

  private static func position(_ record: RequestRecord) -> [String] {
    [
      String(record.sequence), String(record.round), record.phase.rawValue,
      String(record.condition), String(record.document), String(record.block),
    ]
  }

  private static func times(_ record: RequestRecord) -> [String] {
    [
      CSVText.integer(record.intendedStart.nanoseconds), CSVText.integer(record.start.nanoseconds),
      CSVText.integer(record.bodySent?.nanoseconds), CSVText.integer(record.firstByte?.nanoseconds),
      CSVText.integer(record.end.nanoseconds), String(record.connection.nameLookup),
      String(record.connection.connect), String(record.connection.tls),
      String(record.connectionReused), String(record.staleRetries), String(record.bytesSent),
      String(record.bytesReceived),
    ]
  }

  private static func answer(_ answer: Answer?) -> [String] {
    let simhash = answer?.textSimhash.map { String($0, radix: 16) }
    return [
      CSVText.number(answer?.serverSeconds), CSVText.foreign(answer?.textDigest ?? ""),
      simhash.map { String(repeating: "0", count: 16 - $0.count) + $0 } ?? "",
      CSVText.number(answer?.dpiUsed), CSVText.number(answer?.megapixels),
    ]
  }
}
