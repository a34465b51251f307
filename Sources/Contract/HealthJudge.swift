package import BenchCore

/// What a server's answer to the readiness probe means.
package enum Readiness: Hashable, Sendable {
  /// It can be measured; the detail is what it says of itself.
  case ready(detail: String)
  /// It answers, and is not ready yet.
  case loading(detail: String)
  /// Something else answers there; the reason ends with advice.
  case notContract(reason: String)
}

/// Reads the answer to `GET /`.
///
/// Ready is a 2xx that does not say `models_loaded: false`. The contract promises a JSON object
/// with `status` or `models_loaded`; a server with a request shape of its own only has to answer.
package struct HealthJudge: Sendable {
  private let isContract: Bool

  private enum Field {
    static let status = 0
    static let modelsLoaded = 1
    static let message = 2
    static let workersAlive = 3
    static let workersTotal = 4
    static let queue = 5
  }

  private static let patterns: [JSONPattern?] = [
    "/status", "/models_loaded", "/message", "/workers/alive", "/workers/total", "/queue_size",
  ].map { JSONPattern($0) }

  /// A judge for servers that are asked as `shape` says.
  package init(shape: RequestShape) { isContract = shape == RequestShape() }

  /// The meaning of an answer; details are foreign text, bounded like failure messages.
  package func judge(status: Int, body: [UInt8]) -> Readiness {
    if status == 503 {
      return .loading(detail: clip(ErrorAnswer.words(body) ?? "HTTP 503"))
    }
    guard (200..<300).contains(status) else {
      return notContract(ErrorAnswer.message(status: status, body: body))
    }
    guard let facts = facts(body) else {
      return isContract ? notContract(foreign(body)) : .ready(detail: "HTTP \(status)")
    }
    if facts[Field.modelsLoaded] == "false" {
      return .loading(detail: clip(facts[Field.message] ?? "its models are loading"))
    }
    if let alive = facts[Field.workersAlive], alive == "0", facts[Field.workersTotal] != "0" {
      return .loading(detail: "none of its \(facts[Field.workersTotal] ?? "") workers is alive")
    }
    if isContract, facts[Field.status] == nil, facts[Field.modelsLoaded] == nil {
      return notContract("its JSON has neither \"status\" nor \"models_loaded\"")
    }
    return .ready(detail: clip(detail(facts, status)))
  }

  private func detail(_ facts: [Int: String], _ status: Int) -> String {
    var parts = [facts[Field.message] ?? facts[Field.status] ?? "HTTP \(status)"]
    if let alive = facts[Field.workersAlive], let total = facts[Field.workersTotal] {
      parts.append("\(alive) of \(total) workers")
    }
    if let queue = facts[Field.queue] { parts.append("\(queue) queued") }
    return parts.joined(separator: ", ")
  }

  /// The simple values that a health answer may hold; nil where it is no JSON object.
  private func facts(_ body: [UInt8]) -> [Int: String]? {
    var found: [Int: String] = [:]
    var scanner = JSONScanner(body, patterns: Self.patterns + [JSONPattern("")])
    do throws(JSONSyntaxError) {
      try BodyExcerpt.checkUTF8(body)
      while let match = try scanner.next() {
        if match.belongs(to: Self.patterns.count), match.kind != .object { return nil }
        let text =
          switch match.kind {
          case .string, .number: JSONString.text(body, match.range, limit: 2000)
          case .true: "true"
          case .false: "false"
          case .object, .array, .null: ""
          }
        for field in Self.patterns.indices where match.belongs(to: field) && !text.isEmpty {
          found[field] = text
        }
      }
    } catch {
      return nil
    }
    return found
  }

  private func foreign(_ body: [UInt8]) -> String {
    if let title = ForeignText.pageTitle(body) {
      return title.isEmpty ? "it sends an HTML page" : "it sends an HTML page, \"\(title)\""
    }
    guard let line = ForeignText.firstLine(body) else { return "its answer is empty" }
    return "it says \"\(ForeignText.clipped(line, limit: 80))\""
  }

  private func notContract(_ what: String) -> Readiness {
    .notContract(
      reason: "it answers, but not as a document server: "
        + ForeignText.clipped(what, limit: 300)
        + ". Check the address and the port, or describe it under request: in slimbench.yaml")
  }

  private func clip(_ text: String) -> String { ForeignText.clipped(text) }
}
