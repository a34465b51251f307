/// One thing that happened in a run, with when it happened.
///
/// A run is the stream of these and nothing else: the journal stores them, `RunState` folds them,
/// every view reads that fold. `time` is when the thing happened, not when it was told; a stream
/// may tell things a little out of order.
package struct RunEvent: Hashable, Sendable {
  package var time: RunTime
  package var payload: Payload

  package init(_ time: RunTime, _ payload: Payload) {
    self.time = time
    self.payload = payload
  }

  /// Whether it tells of a single request.
  package var isRequest: Bool {
    switch payload {
    case .requestStarted, .pageReceived, .requestFinished: true
    case .runStarted, .runResumed, .serverChanged, .dpiProbed, .engineHealth, .resourceSampled,
      .gpuSampled, .subjectChanged, .note, .runFinished:
      false
    }
  }

  /// Whether it is the end of the run.
  package var isEnd: Bool {
    if case .runFinished = payload { true } else { false }
  }

  /// What happened.
  package enum Payload: Hashable, Sendable {
    /// Always first: what is run, on what, where.
    indirect case runStarted(RunStarted)
    /// A run that was cut short goes on, in a new segment of its clock.
    indirect case runResumed(RunResumed)
    /// A server changed its state.
    case serverChanged(ServerChange)
    /// A server was asked for a page at two DPIs, before anything was measured.
    indirect case dpiProbed(DPIProbe)
    /// A request was handed to the transport.
    case requestStarted(RequestStart)
    /// A page of a streamed answer was complete.
    case pageReceived(PageReceived)
    /// A request ended, well or badly, and its answer was judged.
    indirect case requestFinished(RequestRecord)
    /// How the load generator itself is doing.
    case engineHealth(EngineHealth)
    /// What a container or a launched process used.
    indirect case resourceSampled(ResourceSample)
    /// What a GPU did.
    indirect case gpuSampled(GPUSample)
    /// Something happened to a container or a launched process.
    indirect case subjectChanged(SubjectChange)
    /// Something worth telling.
    case note(Note)
    /// Always last, if the run was not killed.
    case runFinished(RunFinished)
  }
}

/// What is run, on what, where, and when the run's clock was zero.
package struct RunStarted: Codable, Hashable, Sendable {
  /// Unique for the run.
  package var runID: String
  /// Wall clock at the run's zero, seconds since 1970 (UTC).
  package var wallClock: Double
  /// The same instant in the user's time zone, `YYYY-MM-DD HH:MM:SS`, as the guide's files say it.
  package var timestamp: String
  /// Version of the program.
  package var version: String
  /// The command line, secrets redacted.
  package var arguments: [String]
  package var host: HostFacts
  /// Secrets redacted.
  package var plan: Plan
  /// The documents sent, in sorted order; records point into it.
  package var corpus: [Document]
  /// Which part of a sweep it is; nil for a run of its own, and for a sweep as a whole.
  package var sweep: SweepPart?

  package init(
    runID: String, wallClock: Double, timestamp: String, version: String, arguments: [String],
    host: HostFacts, plan: Plan, corpus: [Document], sweep: SweepPart? = nil
  ) {
    self.runID = runID
    self.wallClock = wallClock
    self.timestamp = timestamp
    self.version = version
    self.arguments = arguments
    self.host = host
    self.plan = plan
    self.corpus = corpus
    self.sweep = sweep
  }
}

/// The machine that generates the load.
package struct HostFacts: Codable, Hashable, Sendable {
  package var name: String
  package var system: String
  package var processor: String
  package var cores: Int
  package var memoryBytes: Int
  /// CPU frequency governor, where the kernel tells it.
  package var governor: String?

  package init(
    name: String, system: String, processor: String, cores: Int, memoryBytes: Int,
    governor: String? = nil
  ) {
    self.name = name
    self.system = system
    self.processor = processor
    self.cores = cores
    self.memoryBytes = memoryBytes
    self.governor = governor
  }
}

/// A server's new state.
package struct ServerChange: Codable, Hashable, Sendable {
  /// Index into the plan's servers.
  package var server: Int
  package var state: ServerState
  /// What is known beyond the state: the server's words, a reason, a URL.
  package var detail: String
  /// Base URL it answers on, once known.
  package var url: String?

  package init(server: Int, state: ServerState, detail: String = "", url: String? = nil) {
    self.server = server
    self.state = state
    self.detail = detail
    self.url = url
  }
}

/// Where a server stands.
package enum ServerState: String, Codable, Hashable, Sendable, CaseIterable {
  /// Nothing is known yet.
  case unknown
  /// Its process is being started.
  case launching
  /// It answers, and its models are loading.
  case loading
  /// It answered that it is ready.
  case ready
  /// It cannot be measured; the detail says why.
  case unavailable
  /// It was launched for the run and has been stopped.
  case stopped
}

/// A request handed to the transport.
package struct RequestStart: Codable, Hashable, Sendable {
  package var sequence: Int
  package var condition: Int
  package var document: Int
  package var round: Int
  package var phase: Phase

  package init(sequence: Int, condition: Int, document: Int, round: Int, phase: Phase) {
    self.sequence = sequence
    self.condition = condition
    self.document = document
    self.round = round
    self.phase = phase
  }
}

/// A page of a streamed answer; its event's time is when its last bytes arrived.
package struct PageReceived: Codable, Hashable, Sendable {
  /// The request that it belongs to.
  package var sequence: Int
  package var condition: Int
  /// The page's number as the server tells it, from 1.
  package var page: Int

  package init(sequence: Int, condition: Int, page: Int) {
    self.sequence = sequence
    self.condition = condition
    self.page = page
  }
}

/// How the load generator did over an interval; a slow generator measures itself.
package struct EngineHealth: Codable, Hashable, Sendable {
  /// Length of the interval, nanoseconds.
  package var interval: Int64
  /// Longest wait of a free slot for its next request, nanoseconds.
  package var maximumLag: Int64
  /// CPU time of the engine's thread in the interval, nanoseconds.
  package var cpu: Int64
  /// Sockets open to servers at the interval's end.
  package var openSockets: Int
  /// Requests in flight at the interval's end.
  package var inFlight: Int
  /// Mean requests in flight over the interval, sampled by the engine.
  package var meanInFlight: Double
  /// Answers waiting to be judged at the interval's end.
  package var unjudged: Int

  package init(
    interval: Int64, maximumLag: Int64, cpu: Int64, openSockets: Int, inFlight: Int,
    meanInFlight: Double, unjudged: Int
  ) {
    self.interval = interval
    self.maximumLag = maximumLag
    self.cpu = cpu
    self.openSockets = openSockets
    self.inFlight = inFlight
    self.meanInFlight = meanInFlight
    self.unjudged = unjudged
  }
}

/// Something worth telling, for the log and the saved file.
package struct Note: Codable, Hashable, Sendable {
  package var severity: Severity
  package var text: String

  package init(_ severity: Severity, _ text: String) {
    self.severity = severity
    self.text = text
  }

  /// How much it matters for believing the figures.
  package enum Severity: String, Codable, Hashable, Sendable, CaseIterable {
    case note, warning, serious
  }
}

/// How the run ended.
package struct RunFinished: Codable, Hashable, Sendable {
  package var reason: Reason
  package var detail: String

  package init(_ reason: Reason, detail: String = "") {
    self.reason = reason
    self.detail = detail
  }

  /// Why the run ended.
  package enum Reason: String, Codable, Hashable, Sendable, CaseIterable {
    /// Everything planned was sent.
    case completed
    /// The user stopped it; what was there is kept.
    case interrupted
    /// It could not go on.
    case failed
  }
}
