package import BenchCore

/// What is kept of a plan for the next time: what the setup form shows, and nothing else.
///
/// What the form does not show could not be seen, or be taken back, when it comes back. A server
/// that does not work without it is left out, and the form says so.
package struct RememberedPlan: Codable, Hashable, Sendable {
  package let servers: [Server]
  /// How many servers are left out.
  package let leftOut: Int
  /// What those need, in words.
  package let needs: [String]
  /// The folder of documents, to be found from any other.
  package let folder: String
  package let maxFiles: Int?
  /// Whether documents with a defect are sent too; nil in what an older program kept.
  package let keepDefective: Bool?
  package let dpis: [Double]
  package let concurrencies: [Int]
  /// Requests due per second; nil in the closed model.
  package let ratePerSecond: Double?
  package let arrivals: Arrivals?
  package let rounds: Int
  /// Half-width at which there are rounds enough, as a share; nil where all are sent.
  package let until: Double?
  package let warmUp: Int
  package let order: ScheduleOrder
  package let timeoutSeconds: Double
  package let seed: UInt64

  package struct Server: Codable, Hashable, Sendable {
    package let key: String
    package let name: String
    package let origin: ServerOrigin
  }

  /// - Parameter workingFolder: Where relative paths of the plan begin.
  package init(_ plan: Plan, workingFolder: String) {
    let judged = plan.servers.map { (server: $0, needs: Self.needs(of: $0, in: plan)) }
    let kept = judged.filter { $0.needs.isEmpty }.map(\.server)
    servers = kept.map { Server(key: $0.key, name: $0.name, origin: $0.origin) }
    leftOut = plan.servers.count - kept.count
    needs = Set(judged.flatMap(\.needs)).sorted()
    folder = TypedPath.absolute(plan.corpus.directory, in: workingFolder)
    maxFiles = plan.corpus.maxFiles
    keepDefective = plan.corpus.keepDefective
    dpis = plan.dpis
    concurrencies = plan.concurrencies
    ratePerSecond = plan.load.open?.ratePerSecond
    arrivals = plan.load.open?.arrivals
    rounds = plan.rounds
    until = plan.stopRule?.margin
    warmUp = plan.warmUp
    order = plan.order
    timeoutSeconds = plan.timeoutSeconds
    seed = plan.seed
  }

  /// What the form says about what it does not bring back; nil where it brings back all.
  package var notice: String? {
    guard leftOut > 0 else { return nil }
    return Quantity.count(leftOut, "server") + " of the last run "
      + (leftOut == 1 ? "is" : "are") + " left out; not kept: " + needs.joined(separator: ", ")
  }

  private static func needs(of server: ServerSpec, in plan: Plan) -> [String] {
    var needs: [String] = []
    if !(plan.headers + server.headers).isEmpty { needs.append("headers") }
    if server.request != RequestShape() { needs.append("its own requests") }
    if server.launch != nil { needs.append("its command") }
    if server.container != nil { needs.append("its container") }
    if case .url(let url) = server.origin {
      if Redaction.url(url) != url { needs.append("a password") }
      if plan.tls != TLSPolicy(), url.lowercased().hasPrefix("https:") {
        needs.append("TLS settings")
      }
    }
    return needs
  }
}
