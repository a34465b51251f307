internal import BenchCore

/// Makes a run's events from what the guide's file tells.
struct GuideRun {
  let started: RunStarted
  let events: [RunEvent]

  /// Stands where the resolution is not known.
  static let unknownDPI = 0.0

  init(servers: [GuideServer], timestamp: String) {
    let corpus = Self.corpus(servers)
    let documents = Dictionary(
      uniqueKeysWithValues: corpus.enumerated().map { (Array($1.name.utf8), $0) })
    var timeline = Timeline()
    for (index, server) in servers.enumerated() {
      timeline.add(server, condition: index, documents)
    }
    let plan = Plan(
      servers: servers.map { server in
        ServerSpec(
          key: server.key, name: server.name ?? server.requests.first?.server ?? server.key,
          origin: .unknown)
      },
      corpus: CorpusSpec(directory: ""), dpis: [Self.unknownDPI], rounds: timeline.rounds,
      warmUp: 0, order: .sequential)
    started = RunStarted(
      runID: "guide \(timestamp)", wallClock: Timestamp.seconds(timestamp) ?? 0,
      timestamp: timestamp, version: "", arguments: [],
      host: HostFacts(name: "", system: "", processor: "", cores: 0, memoryBytes: 0), plan: plan,
      corpus: corpus)
    let end = RunEvent(timeline.now, .runFinished(RunFinished(.completed)))
    events = [RunEvent(.zero, .runStarted(started))] + timeline.events + [end]
  }

  /// Every document that any server was sent, sorted; pages as the first good answer told them.
  ///
  /// Names are told apart by their bytes: two spellings of one letter are two files, though Swift's
  /// strings are equal.
  private static func corpus(_ servers: [GuideServer]) -> [Document] {
    var pages: [[UInt8]: Int] = [:]
    var names: Set<[UInt8]> = []
    for request in servers.flatMap(\.requests) {
      let name = Array(request.filename.utf8)
      names.insert(name)
      if request.succeeded, pages[name] == nil { pages[name] = request.pages }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }.map { name in
      Document(
        name: String(decoding: name, as: UTF8.self), bytes: 0, pages: pages[name], sha256: "")
    }
  }

  /// Requests put end to end.
  private struct Timeline {
    private(set) var events: [RunEvent] = []
    private(set) var now = RunTime.zero
    private(set) var rounds = 1

    mutating func add(_ server: GuideServer, condition: Int, _ documents: [[UInt8]: Int]) {
      var occurrences: [Int: Int] = [:]
      for request in server.requests {
        let document = documents[Array(request.filename.utf8)] ?? 0
        let round = occurrences[document, default: 0]
        occurrences[document] = round + 1
        rounds = max(rounds, round + 1)
        let (sum, overflow) = now.nanoseconds.addingReportingOverflow(request.nanoseconds)
        let end = RunTime(nanoseconds: overflow ? .max : sum)
        var record = RequestRecord(
          sequence: events.count, condition: condition, document: document, round: round,
          block: condition, phase: .measurement, intendedStart: now, start: now, end: end,
          outcome: .ok(Answer(pages: request.pages)))
        if !request.succeeded {
          let (failure, status) = FailureReading.failure(fromText: request.error)
          record.outcome = .failed(failure)
          record.httpStatus = status
        }
        events.append(RunEvent(end, .requestFinished(record)))
        now = end
      }
    }
  }
}

/// The time stamps of result files: `YYYY-MM-DD HH:MM:SS`.
enum Timestamp {
  /// Seconds since 1970 as if the stamp were UTC, for it does not tell its zone; nil for no stamp.
  static func seconds(_ text: String) -> Double? {
    let numbers = text.split { "-: T".contains($0) }.map { Int($0) }
    guard numbers.count == 6, text.utf8.count == 19 else { return nil }
    let parts = numbers.compactMap(\.self)
    guard parts.count == 6, (1970...9999).contains(parts[0]), (1...12).contains(parts[1]),
      (1...31).contains(parts[2]), (0...23).contains(parts[3]), (0...59).contains(parts[4]),
      (0...60).contains(parts[5])
    else { return nil }
    let days = days(year: parts[0], month: parts[1], day: parts[2])
    return Double(days * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5])
  }

  /// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March.
  private static func days(year: Int, month: Int, day: Int) -> Int {
    let marchYear = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
    return marchYear * 365 + leapDays + dayOfYear - 719_468
  }
}
