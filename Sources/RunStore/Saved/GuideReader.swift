internal import BenchCore

/// Reads a file of the guide's own benchmark script.
///
/// It knows each request's server, document, latency, pages and error, and nothing else. When the
/// requests ran is made up: one after another, all of the first server, then all of the second.
struct GuideReader {
  private let bytes: [UInt8]
  private let outline: ResultOutline

  /// The longest latency believed, seconds: more is damage.
  private static let latencyLimit = 1e8

  init(bytes: [UInt8], outline: ResultOutline) {
    self.bytes = bytes
    self.outline = outline
  }

  func read() throws(JSONProblem) -> SavedRun {
    var servers: [GuideServer] = []
    var unknown: [String] = []
    for (key, range) in outline.sections {
      do throws(JSONProblem) {
        if let server = try server(key, range) {
          servers.append(server)
        } else {
          unknown.append(key)
        }
      } catch { throw error.under(key) }
    }
    guard !servers.isEmpty else {
      throw JSONProblem("no server with \"individual_results\" in it, so no result", at: 0)
    }
    var warnings = [
      "a file of the guide's script: when requests ran is made up from their latencies; "
        + "resolution and concurrency are not in it"
    ]
    if !unknown.isEmpty {
      warnings.append("unknown keys left out: \(unknown.prefix(10).joined(separator: ", "))")
    }
    let run = GuideRun(servers: servers, timestamp: outline.timestamp ?? "")
    return SavedRun(.guide, run.started, reading: run.events, warnings: warnings)
  }

  /// A server's requests; nil for a part of the file that is no server's.
  private func server(_ key: String, _ range: Range<Int>) throws(JSONProblem) -> GuideServer? {
    var cursor = JSONCursor(bytes, in: range)
    guard cursor.peek() == UInt8(ascii: "{") else { return nil }
    var server = GuideServer(key: key)
    var hasResults = false
    try cursor.object { (cursor, key) throws(JSONProblem) in
      let name = try cursor.text(of: key)
      do throws(JSONProblem) {
        switch name {
        case "statistics": server.name = try cursor.members().optionalString("server")
        case "individual_results":
          guard !hasResults else {
            throw JSONProblem("the key stands twice", at: key.content.lowerBound)
          }
          hasResults = true
          try cursor.array { (cursor, index) throws(JSONProblem) in
            do throws(JSONProblem) { server.requests.append(try request(&cursor)) } catch {
              throw error.at(index: index)
            }
          }
        default: try cursor.skip()
        }
      } catch { throw error.under(name) }
    }
    return hasResults ? server : nil
  }

  private func request(_ cursor: inout JSONCursor) throws(JSONProblem) -> GuideRequest {
    let members = try cursor.members()
    guard let succeeded = try members.optionalBool("success") else {
      throw members.problem("success", "missing")
    }
    // A request that failed may have no latency; one that succeeded must.
    let latency = try members.optionalDouble("latency")
    guard let latency = latency ?? (succeeded ? nil : 0) else {
      throw members.problem("latency", "missing")
    }
    guard latency >= 0, latency <= Self.latencyLimit else {
      throw members.problem("latency", "\(latency) s is no time that a request can take")
    }
    return GuideRequest(
      server: try members.optionalString("server"), filename: try members.string("filename"),
      succeeded: succeeded, nanoseconds: Int64((latency * 1e9).rounded()),
      pages: try members.optionalInt("total_pages") ?? 0,
      error: try members.optionalString("error") ?? "")
  }
}

/// A server as the guide's file tells it.
struct GuideServer {
  var key: String
  var name: String?
  var requests: [GuideRequest] = []

  init(key: String) { self.key = key }
}

/// A request as the guide's file tells it.
struct GuideRequest {
  var server: String?
  var filename: String
  var succeeded: Bool
  var nanoseconds: Int64
  var pages: Int
  var error: String
}
