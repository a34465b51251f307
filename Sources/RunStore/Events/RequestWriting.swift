internal import BenchCore

/// The names that a request's object carries beside its indices, escaped once for all requests.
struct RequestNames: Sendable {
  private let servers: [[UInt8]]
  private let documents: [[UInt8]]
  private static let none = Array("\"\"".utf8)

  init(_ started: RunStarted? = nil) {
    servers = (started?.plan.conditions ?? []).map { condition in
      Self.quoted(started?.plan.servers[condition.server].name ?? "")
    }
    documents = (started?.corpus ?? []).map { Self.quoted($0.name) }
  }

  func server(ofCondition index: Int) -> [UInt8] {
    servers.indices.contains(index) ? servers[index] : Self.none
  }

  func document(_ index: Int) -> [UInt8] {
    documents.indices.contains(index) ? documents[index] : Self.none
  }

  private static func quoted(_ text: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.string(text)
    return writer.bytes
  }
}

extension JSONWriter {
  /// Writes a finished request, every key always present, null where nothing is known.
  mutating func request(_ record: RequestRecord, names: RequestNames) {
    let answer = record.outcome.answer
    let failure = record.outcome.failure
    beginObject()
    write(.server)
    value(encoded: names.server(ofCondition: record.condition))
    write(.filename)
    value(encoded: names.document(record.document))
    write(.success)
    bool(answer != nil)
    write(.latency)
    seconds(nanoseconds: record.serviceNanoseconds)
    write(.totalPages)
    integer(answer?.pages ?? 0)
    write(.error)
    string(failure?.message ?? "")
    write(.sequence)
    integer(record.sequence)
    write(.round)
    integer(record.round)
    write(.phase)
    string(record.phase.rawValue)
    write(.condition)
    integer(record.condition)
    write(.document)
    integer(record.document)
    write(.block)
    integer(record.block)
    times(of: record)
    transport(of: record)
    write(.failure)
    string(failure?.kind.rawValue)
    write(answer)
    endObject()
  }

  /// Writes a request that was handed to the transport.
  mutating func requestStart(_ start: RequestStart) {
    let table = RequestStartField.table
    beginObject()
    key(encoded: table.encoded(.sequence))
    integer(start.sequence)
    key(encoded: table.encoded(.condition))
    integer(start.condition)
    key(encoded: table.encoded(.document))
    integer(start.document)
    key(encoded: table.encoded(.round))
    integer(start.round)
    key(encoded: table.encoded(.phase))
    string(start.phase.rawValue)
    endObject()
  }

  private mutating func write(_ field: RequestField) {
    key(encoded: RequestField.table.encoded(field))
  }

  private mutating func times(of record: RequestRecord) {
    write(.intendedStart)
    integer(record.intendedStart.nanoseconds)
    write(.start)
    integer(record.start.nanoseconds)
    write(.bodySent)
    integer(record.bodySent?.nanoseconds)
    write(.firstByte)
    integer(record.firstByte?.nanoseconds)
    write(.end)
    integer(record.end.nanoseconds)
    write(.nameLookup)
    integer(record.connection.nameLookup)
    write(.connect)
    integer(record.connection.connect)
    write(.tls)
    integer(record.connection.tls)
  }

  private mutating func transport(of record: RequestRecord) {
    write(.connectionReused)
    bool(record.connectionReused)
    write(.staleRetries)
    integer(record.staleRetries)
    write(.bytesSent)
    integer(record.bytesSent)
    write(.bytesReceived)
    integer(record.bytesReceived)
    write(.httpStatus)
    integer(record.httpStatus)
  }

  private mutating func write(_ answer: Answer?) {
    write(.serverSeconds)
    number(answer?.serverSeconds)
    write(.textDigest)
    string(answer?.textDigest)
    write(.textSimhash)
    if let simhash = answer?.textSimhash { hexadecimal(simhash) } else { null() }
    write(.dpiUsed)
    number(answer?.dpiUsed)
    write(.megapixels)
    number(answer?.megapixels)
  }
}
