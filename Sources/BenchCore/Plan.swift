/// What the user asked for, validated: everything that decides what a run sends, and when.
///
/// It comes from flags, `slimbench.yaml` or a form; the result file carries it, so that a run can
/// be repeated from its result alone. It holds no secrets once `redacted` is taken.
package struct Plan: Codable, Hashable, Sendable {
  /// The servers compared, in the order of the table's columns.
  package var servers: [ServerSpec]
  /// Key of the server that the others are compared with; nil for the first.
  package var baseline: String?
  /// The containers that are started for the servers.
  package var containers: [ContainerSpec] = []
  /// Address of the container engine; nil for the one that is found.
  package var engine: String?
  /// Which documents are sent.
  package var corpus: CorpusSpec
  /// Rendering resolutions asked of the servers, dots per inch.
  package var dpis: [Double]
  /// Requests in flight per server: so many in the closed model, at most so many in the open one.
  package var concurrencies: [Int]
  /// When requests start.
  package var load: LoadModel
  /// How often the whole corpus is sent to each condition in the measurement; at most so often
  /// where there is a stop rule.
  package var rounds: Int
  /// When fewer rounds are enough; nil for never.
  package var stopRule: StopRule?
  /// Warm-up requests per condition, sent first and excluded from every figure.
  package var warmUp: Int
  /// How conditions share the time of a run.
  package var order: ScheduleOrder
  /// Longest time a request may take before it is a `timeout`, seconds.
  package var timeoutSeconds: Double
  /// How long a server that answers may take to become ready, seconds.
  package var readyWithinSeconds: Double
  /// Whether a server that does not answer at all is waited for as long, instead of given up.
  package var awaitsConnection: Bool
  /// Seeds the document order of every round, and Poisson arrivals.
  package var seed: UInt64
  /// Sent with every request of every server, beside a server's own.
  package var headers: [HeaderField]
  /// How HTTPS peers are verified.
  package var tls: TLSPolicy
  /// Largest answer accepted, bytes; a larger one is the failure `tooLarge`.
  package var responseLimit: Int
  /// What the run is held to, as written: `p95<4s`, `slower(rust,python)<3%`.
  package var assertions: [String] = []
  /// Whether documents go to the path that answers page by page, as server-sent events.
  package var stream: Bool

  package init(
    servers: [ServerSpec], corpus: CorpusSpec, dpis: [Double] = [150], concurrencies: [Int] = [1],
    load: LoadModel = .closed, rounds: Int = 1, stopRule: StopRule? = nil, warmUp: Int = 1,
    order: ScheduleOrder = .interleaved,
    timeoutSeconds: Double = 300, readyWithinSeconds: Double = 60,
    awaitsConnection: Bool = false, seed: UInt64 = 1, headers: [HeaderField] = [],
    tls: TLSPolicy = TLSPolicy(), responseLimit: Int = 256 << 20, stream: Bool = false
  ) {
    self.servers = servers
    self.corpus = corpus
    self.dpis = dpis
    self.concurrencies = concurrencies
    self.load = load
    self.rounds = rounds
    self.stopRule = stopRule
    self.warmUp = warmUp
    self.order = order
    self.timeoutSeconds = timeoutSeconds
    self.readyWithinSeconds = readyWithinSeconds
    self.awaitsConnection = awaitsConnection
    self.seed = seed
    self.headers = headers
    self.tls = tls
    self.responseLimit = responseLimit
    self.stream = stream
  }

  /// Most conditions that a plan can have: each costs about 500 KB of live figures.
  package static let conditionLimit = 256

  /// Every (DPI, concurrency, server), servers innermost: the index is the event stream's.
  ///
  /// Only the first `conditionLimit` of a plan that has more, which is never run.
  package var conditions: [Condition] {
    let all = dpis.lazy.flatMap { dpi in
      concurrencies.lazy.flatMap { concurrency in
        servers.indices.lazy.map { Condition(server: $0, dpi: dpi, concurrency: concurrency) }
      }
    }
    return Array(all.prefix(Self.conditionLimit))
  }

  /// How many conditions the lists make, also beyond the limit.
  var conditionCount: Int {
    [dpis.count, concurrencies.count, servers.count].reduce(1) { count, factor in
      let (product, overflow) = count.multipliedReportingOverflow(by: factor)
      return overflow ? .max : product
    }
  }

  /// Index of the server that the others are compared with.
  package var baselineIndex: Int { servers.firstIndex { $0.key == baseline } ?? 0 }

  /// Whether interleaved conditions take turns on each document, and not on each pass.
  ///
  /// In the open model they never do: a request that waits for the turn of its condition would not
  /// start when it is due.
  package func takesTurnsOnDocuments(concurrency: Int) -> Bool {
    order == .interleaved && concurrency == 1 && load == .closed
  }

  /// The same plan with every secret header value and URL password replaced.
  package var redacted: Plan {
    var copy = self
    copy.headers = headers.map(\.redacted)
    for index in copy.servers.indices {
      copy.servers[index] = copy.servers[index].redacted
    }
    copy.containers = containers.map(\.redacted)
    return copy
  }
}

/// A server at a DPI and a concurrency: one column of a comparison.
package struct Condition: Codable, Hashable, Sendable {
  /// Index into the plan's servers.
  package var server: Int
  /// Dots per inch asked of the server.
  package var dpi: Double
  /// Requests in flight: kept there in the closed model, at most in the open one.
  package var concurrency: Int

  package init(server: Int, dpi: Double, concurrency: Int) {
    self.server = server
    self.dpi = dpi
    self.concurrency = concurrency
  }
}

/// How conditions share the time of a run.
package enum ScheduleOrder: String, Codable, Hashable, Sendable, CaseIterable {
  /// Conditions take turns on each document (concurrency 1, closed model) or on each pass.
  case interleaved
  /// All of the first server, then all of the second: what drifts with time is blamed on one.
  case sequential
  /// All servers at once: a race, contended wherever they share hardware.
  case simultaneous
}

/// Which documents of a folder are sent.
package struct CorpusSpec: Codable, Hashable, Sendable {
  /// The folder, as the user wrote it.
  package var directory: String
  /// At most this many documents, the first in sorted order; nil for all.
  package var maxFiles: Int?
  /// Sends documents with a known defect too, instead of leaving them out.
  package var keepDefective: Bool

  package init(directory: String, maxFiles: Int? = nil, keepDefective: Bool = false) {
    self.directory = directory
    self.maxFiles = maxFiles
    self.keepDefective = keepDefective
  }
}

/// How HTTPS peers are verified.
package struct TLSPolicy: Codable, Hashable, Sendable {
  /// A PEM file of certificate authorities to trust instead of the system's.
  package var caFile: String?
  /// Accepts any certificate.
  package var insecure: Bool

  package init(caFile: String? = nil, insecure: Bool = false) {
    self.caFile = caFile
    self.insecure = insecure
  }
}
