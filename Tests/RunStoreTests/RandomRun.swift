import BenchCore

/// Runs that never were, of every shape that a file must carry; the same seed makes the same run.
struct RandomRun {
  private var generator: SeededGenerator
  /// Whether it has several resolutions and concurrencies.
  private var isSweep = false

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// A whole run as it would be told: starts and ends a little out of order, the end last.
  static func events(
    seed: UInt64, requests: Int = 60, ends: Bool = true, isSweep: Bool = false
  ) -> [RunEvent] {
    var random = RandomRun(seed: seed)
    random.isSweep = isSweep
    return random.events(requests: requests, ends: ends)
  }

  static func started(seed: UInt64) -> RunStarted {
    var random = RandomRun(seed: seed)
    return random.started()
  }

  mutating func events(requests: Int, ends: Bool) -> [RunEvent] {
    let started = started()
    var events: [RunEvent] = []
    var clock: Int64 = 0
    for sequence in 0..<requests {
      clock += Int64(below(50_000_000))
      let record = record(sequence: sequence, at: clock, started)
      let isUnfinished = below(20) == 0
      events.append(RunEvent(record.start, .requestStarted(Self.start(of: record))))
      for page in 1..<(1 + below(4)) {
        events.append(
          RunEvent(
            time(clock + Int64(below(3_000_000_000))),
            .pageReceived(
              PageReceived(sequence: sequence, condition: record.condition, page: page))))
      }
      if !isUnfinished { events.append(RunEvent(record.end, .requestFinished(record))) }
      if below(4) == 0 { events.append(RunEvent(time(clock), other(started))) }
    }
    for position in stride(from: 0, to: events.count - 1, by: 3) where below(2) == 0 {
      events.swapAt(position, position + 1)
    }
    events.insert(RunEvent(.zero, .runStarted(started)), at: 0)
    if ends {
      let reason = pick(RunFinished.Reason.allCases)
      let finished = RunFinished(reason, detail: text())
      events.append(RunEvent(time(clock + 1_000_000_000), .runFinished(finished)))
    }
    return events
  }

  mutating func record(sequence: Int, at clock: Int64, _ started: RunStarted) -> RequestRecord {
    RequestRecord(
      sequence: sequence, condition: below(started.plan.conditions.count),
      document: below(started.corpus.count), round: below(5), block: below(9) - 1,
      phase: below(5) == 0 ? .warmUp : .measurement,
      intendedStart: time(clock - Int64(below(1000))),
      start: time(clock), bodySent: optional { $0.time(clock + 5) },
      firstByte: optional { $0.time(clock + 7) },
      end: time(clock + (below(8) == 0 ? 0 : Int64(below(3_000_000_000)))),
      connection: ConnectionTimes(
        nameLookup: Int64(below(100)), connect: Int64(below(100)), tls: Int64(below(100))),
      connectionReused: below(2) == 0, staleRetries: below(2), bytesSent: below(1 << 40),
      bytesReceived: below(1 << 30), httpStatus: optional { 100 + $0.below(500) },
      outcome: outcome())
  }

  private static func start(of record: RequestRecord) -> RequestStart {
    RequestStart(
      sequence: record.sequence, condition: record.condition, document: record.document,
      round: record.round, phase: record.phase)
  }

  private mutating func outcome() -> Outcome {
    guard below(4) > 0 else {
      return .failed(RequestFailure(pick(FailureKind.allCases), text()))
    }
    return .ok(
      Answer(
        pages: below(200), serverSeconds: optional { $0.double() },
        textDigest: optional { $0.text() },
        textSimhash: optional { $0.generator.next() }, dpiUsed: optional { $0.double() },
        megapixels: optional { $0.double() }))
  }

  private mutating func other(_ started: RunStarted) -> RunEvent.Payload {
    switch below(8) {
    case 5: .resourceSampled(resourceSample(of: subject(started)))
    case 6:
      .gpuSampled(
        GPUSample(
          index: below(8), name: text(), utilisation: optional { $0.double() },
          memoryBytes: optional { $0.below(1 << 40) },
          memoryTotalBytes: optional { $0.below(1 << 40) }))
    case 7:
      .subjectChanged(
        SubjectChange(
          subject: subject(started), kind: pick(SubjectChange.Kind.allCases),
          health: optional { $0.pick(ContainerHealth.allCases) },
          exitCode: optional { $0.below(256) }, signal: optional { $0.below(65) },
          detail: text()))
    case 3:
      .runResumed(
        RunResumed(
          wallClock: double(), timestamp: text(), version: text(), arguments: [text(), text()],
          host: started.host, gapSeconds: optional { Double($0.below(1000)) }, kept: below(99),
          discarded: below(99)))
    case 2: .dpiProbed(probe(started))
    case 0:
      .serverChanged(
        ServerChange(
          server: below(started.plan.servers.count), state: pick(ServerState.allCases),
          detail: text(), url: optional { $0.text() }))
    case 1:
      .engineHealth(
        EngineHealth(
          interval: Int64(below(1 << 40)), maximumLag: Int64(below(1 << 40)),
          cpu: Int64(below(1 << 40)), openSockets: below(99), inFlight: below(99),
          meanInFlight: double(), unjudged: below(99)))
    default: .note(Note(pick(Note.Severity.allCases), text()))
    }
  }

  /// What is watched for a server of the run, or something else.
  private mutating func subject(_ started: RunStarted) -> String {
    below(4) == 0 ? text() : started.plan.subject(of: pick(started.plan.servers))
  }

  private mutating func resourceSample(of subject: String) -> ResourceSample {
    var sample = ResourceSample(subject: subject, interval: Int64(below(1 << 40)))
    sample.cores = optional { $0.double() }
    sample.coreLimit = optional { $0.double() }
    sample.throttledShare = optional { $0.double() }
    sample.memoryBytes = optional { $0.below(1 << 40) }
    sample.memoryLimitBytes = optional { $0.below(1 << 40) }
    sample.receivedPerSecond = optional { $0.double() }
    sample.sentPerSecond = optional { $0.double() }
    sample.readPerSecond = optional { $0.double() }
    sample.writtenPerSecond = optional { $0.double() }
    sample.processes = optional { $0.below(1 << 20) }
    return sample
  }

  private mutating func probe(_ started: RunStarted) -> DPIProbe {
    DPIProbe(
      server: below(started.plan.servers.count), document: text(), low: double(), high: double(),
      said: Set(RequestShape.DPIPlacement.allCases.prefix(below(3))),
      pairs: (0..<below(6)).map { _ in DPIPair(low: sample(), high: sample()) })
  }

  private mutating func sample() -> DPISample {
    DPISample(
      serviceSeconds: double(), serverSeconds: optional { $0.double() },
      megapixels: optional { $0.double() }, dpiUsed: optional { $0.double() },
      textDigest: optional { $0.text() },
      failure: optional { RequestFailure($0.pick(FailureKind.allCases), $0.text()) })
  }

  mutating func started() -> RunStarted {
    let keys = ["python", "rust", "hummingbird", "go-1"].prefix(1 + below(4))
    var plan = Plan(
      servers: keys.map { server($0) },
      corpus: CorpusSpec(
        directory: text(), maxFiles: optional { $0.below(100) }, keepDefective: below(2) == 0),
      dpis: [double()], concurrencies: [1 + below(64)], rounds: 1 + below(9), warmUp: below(4),
      order: pick(ScheduleOrder.allCases), timeoutSeconds: double(), readyWithinSeconds: double(),
      seed: generator.next(), headers: [HeaderField(name: text(), value: text())],
      responseLimit: below(1 << 40))
    if isSweep {
      plan.dpis = [100, 300]
      plan.concurrencies = [1, 4]
    }
    plan.stopRule = below(2) == 0 ? StopRule(margin: double()) : nil
    plan.load = load()
    plan.baseline = optional { random in random.below(2) == 0 ? keys.last ?? "" : random.text() }
    plan.assertions = (0..<below(4)).map { _ in
      let known = ["p50<1s", "failed==0", "python.adjusted_p50<1s", "slower(python,rust)<3%"]
      return below(2) == 0 ? pick(known) : text()
    }
    plan.stream = below(2) == 0
    plan.tls = TLSPolicy(caFile: optional { $0.text() }, insecure: below(2) == 0)
    return RunStarted(
      runID: text(), wallClock: double(), timestamp: text(), version: text(),
      arguments: [text(), text()],
      host: HostFacts(
        name: text(), system: text(), processor: text(), cores: below(128),
        memoryBytes: below(1 << 50), governor: optional { $0.text() }),
      plan: plan, corpus: (0...below(12)).map { document($0) })
  }

  private mutating func load() -> LoadModel {
    guard below(2) == 0 else { return .closed }
    return .open(OpenLoad(ratePerSecond: double(), arrivals: pick(Arrivals.allCases)))
  }

  private mutating func server(_ key: String) -> ServerSpec {
    var shape = RequestShape()
    if below(2) == 0 {
      shape.healthPath = text()
      shape.streamPath = text()
      shape.body = pick(RequestShape.BodyKind.allCases)
      shape.dpiPlacement = Set(RequestShape.DPIPlacement.allCases.prefix(below(3)))
      shape.textPointer = text()
    }
    return ServerSpec(
      key: key, name: text(), origin: below(2) == 0 ? .url(text()) : .embedded(text()),
      container: optional { $0.text() }, request: shape,
      headers: below(2) == 0 ? [] : [HeaderField(name: text(), value: text())])
  }

  private mutating func document(_ index: Int) -> Document {
    Document(
      name: "\(index)\(text())", bytes: below(1 << 40), pages: optional { $0.below(200) },
      sha256: text(),
      pageSizes: (0..<below(3)).map { _ in
        PageSize(width: double(), height: double(), count: below(9))
      },
      defect: optional { random in
        DocumentDefect(
          kind: random.pick(DocumentDefect.Kind.allCases), detail: random.text())
      })
  }

  // MARK: Parts

  mutating func below(_ bound: Int) -> Int { generator.index(below: bound) }

  mutating func text() -> String {
    let alphabet: [Character] = [
      "a", "Z", "0", " ", "\"", "\\", "/", "\n", "\r", "\t", "\u{0}", "\u{1B}", "\u{1F}", "\u{7F}",
      "\u{85}",
      "é", "\u{2028}", "😀", "\u{FFFF}", "\u{10FFFF}", "e\u{301}", "{", "]", ",", ":",
    ]
    return String((0..<below(12)).map { _ in alphabet[below(alphabet.count)] })
  }

  /// Any finite number, or a plain one.
  mutating func double() -> Double {
    let bits = Double(bitPattern: generator.next())
    return below(2) == 0 && bits.isFinite ? bits : Double(below(1_000_000)) / 1000
  }

  private mutating func optional<Value>(_ make: (inout RandomRun) -> Value) -> Value? {
    below(3) == 0 ? nil : make(&self)
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  private func time(_ nanoseconds: Int64) -> RunTime { RunTime(nanoseconds: nanoseconds) }
}
