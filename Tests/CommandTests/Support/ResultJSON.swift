import Foundation
import Testing

/// A result file, read without the program's own reader.
struct ResultJSON {
  private let object: [String: Any]

  init(_ path: String, in workspace: Workspace) throws {
    let data = try Data(contentsOf: URL(filePath: workspace.path(path)))
    object = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  var keys: [String] { object.keys.sorted() }

  var slimbench: [String: Any] {
    get throws { try #require(object["slimbench"] as? [String: Any]) }
  }

  func statistics(_ server: String) throws -> [String: Any] {
    let section = try #require(object[server] as? [String: Any])
    return try #require(section["statistics"] as? [String: Any])
  }

  /// A figure of a server's statistics.
  func figure(_ server: String, _ key: String) throws -> Double {
    try #require(statistics(server)[key] as? Double, "\(server).statistics.\(key)")
  }

  func requests(_ server: String) throws -> [RequestJSON] {
    let section = try #require(object[server] as? [String: Any])
    let all = try #require(section["individual_results"] as? [[String: Any]])
    return all.map(RequestJSON.init)
  }

  /// The requests of the measurement, without those of the warm-up.
  func measured(_ server: String) throws -> [RequestJSON] {
    try requests(server).filter { $0.text("phase") == "measurement" }
  }
}

/// One element of `individual_results`.
struct RequestJSON {
  private let object: [String: Any]

  init(_ object: [String: Any]) { self.object = object }

  var keys: Set<String> { Set(object.keys) }
  func text(_ key: String) -> String? { object[key] as? String }
  func number(_ key: String) -> Double? { object[key] as? Double }
  func flag(_ key: String) -> Bool? { object[key] as? Bool }

  /// The largest number of requests that overlapped.
  static func mostInFlight(_ requests: [RequestJSON]) -> Int {
    let starts: [Double] = requests.compactMap { $0.number("start_ns") }.sorted()
    var ends: [Double] = requests.compactMap { $0.number("end_ns") }.sorted()
    var (inFlight, most) = (0, 0)
    for start in starts {
      while let end = ends.first, end <= start {
        ends.removeFirst()
        inFlight -= 1
      }
      inFlight += 1
      most = max(most, inFlight)
    }
    return most
  }
}
