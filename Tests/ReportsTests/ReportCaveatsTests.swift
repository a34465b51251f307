import BenchCore
import Canvas
import Reports
import Testing

struct ReportCaveatsTests {
  /// A run of two servers with what can go wrong: failures, warnings, a server that is away.
  static func troubled() throws -> RunFigures {
    let loading = RequestFailure(.http, "HTTP 503: models\u{1B}[31m are loading")
    let late = RequestFailure(.timeout, "no complete answer within 300 s")
    var more: [RunEvent] = []
    for (index, failure) in [loading, loading, late].enumerated() {
      let record = Fixture.record(
        sequence: 100 + index, condition: 1, document: index, startMilliseconds: 20_000,
        milliseconds: 50, failure: failure)
      more.append(RunEvent(record.end, .requestFinished(record)))
    }
    more += [
      Note(.note, "first\nsecond"), Note(.warning, "late by 12 ms"),
      Note(.warning, "late by 12 ms"),
      Note(.serious, "the clock jumped"),
    ].map { RunEvent(.zero, .note($0)) }
    more += [
      ServerChange(server: 0, state: .ready, url: "http://u:secret@localhost:7670"),
      ServerChange(server: 1, state: .unavailable, detail: "connection\trefused"),
    ].map { RunEvent(.zero, .serverChanged($0)) }
    let events = Fixture.events(
      servers: 2, documents: 9, concurrencies: [4], order: .sequential
    ).prefix(9)
    let end = RunEvent(.zero, .runFinished(RunFinished(.interrupted, detail: "Ctrl-C")))
    var figures = try #require(RunFigures(events: events + more + [end]))
    figures.timesAreReconstructed = true
    return figures
  }

  @Test("says first what keeps the figures from being believed, then what they mean")
  func everything() throws {
    let text = TextReport.text(try Self.troubled(), width: 80)
    #expect(
      Picture.words(of: text) == """
        PARTIAL        Interrupted (Ctrl-C) after 11 of 18 requests: the figures are of
                       what was measured until then.
        Not measured   Rust Axum: connection␉refused
        Times          The file holds no times of its requests: they were laid end to
                       end, so that throughput is work per summed service time.
        SERIOUS        the clock jumped.

        9 documents, 36 pages, 2.8 MB · 11 of 18 requests · 2026-01-10 15:11:58


        Verdict        Rust Axum against Python FastAPI: withheld. 6 documents, or four
                       rounds, are the least for an interval; there are 4 documents and
                       1 round.
        Warning        The servers were measured one after the other: whatever changed
                       on the machine meanwhile counts for or against one of them.
                       --order interleaved lets them take turns.
        Warning        The run was stopped after 11 of 18 requests: stopping once the
                       figures please finds differences that are not there. slimbench
                       resume goes on with it.
        Warning        3 of 7 requests to Rust Axum failed, and 0 of 4 requests to
                       Python FastAPI: documents that one of them failed are in no pair.
        Note           p95 and p99 are left out with 4 answers: p95 needs 200.
        Note           One round: how much the same document takes from one time to the
                       next is not known. --rounds 5 tells.

        Difference     Rust Axum against Python FastAPI. Only the paired figures carry
                       an interval; every other difference describes this run alone.
        Order          sequential: all of one server, then all of the next; what drifted
                       with time (heat, caches, other work) is blamed on one of them. 1
                       warm-up request to each came first and is in no figure.
        Load           the file does not say how many requests were in flight.
        Throughput     work done over the server's own turns, from its first request to
                       its last answer; the turns of the others are not in it.
        Web overhead   service time less the server's own time: the web layer, and
                       whatever a server leaves out of its own clock. With more than one
                       request in flight it includes queueing inside the server.
        Percentiles    ~ rough, fewer than ten values lie beyond it; – too few requests
                       to tell.
        With failures  percentiles in which each failure counts as an endless time: what
                       fails at once is not fast. No other time has failures in it; a
                       difference with ★ is between answers to other documents, and only
                       the paired figures compare like with like.
        Tail factor    unknown: it needs at least two rounds.
        Servers        Python FastAPI at http://(redacted)@localhost:7670; measured from
                       host, 2 cores.

        Failures       Rust Axum: timeout 1, http 2
                       · d0.pdf and 1 more: HTTP 503: models␛[31m are loading
                       · d2.pdf: no complete answer within 300 s

        Warning        late by 12 ms (2 times)
        Note           first␊second

        In short       Which of the two is faster cannot be told from this run: the
                       clock jumped. Rust Axum failed 3 of 7 requests; times are of what
                       was answered.
        """)
    #expect(!text.utf8.contains(0x1B))
  }

  @Test("counts failures by class, a dash where there is none of it")
  func classes() throws {
    let rows = Picture.table(of: TextReport.text(try Self.troubled(), width: 80)).split(
      separator: "\n"
    ).map { $0.split(separator: "│").map { $0.drop { $0 == " " }.prefix { $0 != " " } } }
    func holds(_ cells: [Substring]) -> Bool { rows.contains { $0.prefix(3) == cells[...] } }
    #expect(holds(["successful", "4", "4"]))
    #expect(holds(["failed", "0", "3"]))
    #expect(holds(["timeout", "–", "1"]))
    #expect(holds(["http", "–", "2"]))
  }

  @Test("stars what compares answers to other documents, and nothing else")
  func unlike() throws {
    let rows = Picture.table(of: TextReport.text(try Self.troubled(), width: 80))
      .split(separator: "\n").filter { $0.contains("★") }
    let labels = rows.map {
      $0.split(separator: "│")[0].split(separator: " ").joined(separator: " ")
    }
    #expect(
      labels == [
        "Average service time", "minimum", "p50 (n = 4)", "maximum", "Web overhead, mean",
        "Server's own time", "Pages per second", "Requests per second", "Service time, paired",
      ])
    let healthy = try TextReportTests.report(Fixture.events(servers: 2), width: 80)
    #expect(!Picture.table(of: healthy).contains("★"))
  }

  @Test("shows dashes, not zeros, for a run that was killed before its first answer")
  func killed() throws {
    let events = Array(Fixture.events(servers: 2).prefix(1))
    let text = try TextReportTests.report(events)
    #expect(
      text.hasPrefix("PARTIAL        The run was killed, or its machine stopped, after 0 of 40"))
    #expect(text.contains("│ Average service time │              – │         – │          – │"))
    #expect(!text.contains("Web overhead, mean"))
    #expect(text.contains("unknown: no answer told the server's own time"))
  }

  @Test("lists five different messages of a server and counts the rest")
  func manyMessages() throws {
    let failures = (0..<9).map { index in
      let record = Fixture.record(
        sequence: 1000 + index, condition: 0, document: 99, startMilliseconds: 0, milliseconds: 1,
        phase: .warmUp, failure: RequestFailure(.http, "HTTP 50\(index)"))
      return RunEvent(record.end, .requestFinished(record))
    }
    let text = try TextReportTests.report(
      Fixture.inserting(failures, into: Fixture.events(servers: 2)))
    #expect(text.contains("Failures       Python FastAPI: in the warm-up only"))
    #expect(text.contains("· a document (warm-up): HTTP 504"))
    #expect(!text.contains("HTTP 505"))
    #expect(text.contains("· 4 more with other words"))
  }

  @Test("tells all of many failures alike, and not only the newest")
  func trueTotals() throws {
    let failures = (0..<450).map { index in
      let record = Fixture.record(
        sequence: 1000 + index, condition: 1, document: 0, startMilliseconds: Int64(index),
        milliseconds: 1, failure: RequestFailure(.http, "HTTP 503"))
      return RunEvent(record.end, .requestFinished(record))
    }
    let text = try TextReportTests.report(
      Fixture.inserting(failures, into: Fixture.events(servers: 2)))
    #expect(text.contains("· d0.pdf and 449 more: HTTP 503"))
    #expect(text.contains("Rust Axum: http 450"))
  }

  @Test("tells what the user's stop cut off apart, in the table and in words")
  func stopped() throws {
    let record = Fixture.record(
      sequence: 1000, condition: 1, document: 0, startMilliseconds: 90_000, milliseconds: 700,
      failure: RequestFailure(.aborted, "stopped by us"))
    var events =
      Fixture.events(servers: 2).dropLast() + [
        RunEvent(record.end, .requestFinished(record))
      ]
    events.append(RunEvent(record.end, .runFinished(RunFinished(.interrupted))))
    let text = try TextReportTests.report(Array(events), width: 80)
    let rows = text.split(separator: "\n")
    #expect(rows.contains("│   failed             │              0 │         0 │               │"))
    #expect(rows.contains("│   stopped in flight  │              0 │         1 │               │"))
    #expect(text.contains("Interrupted after 40 of 40 requests, with 1 in flight"))
    #expect(text.contains("Stopped        what was in flight"))
    #expect(!text.contains("Failures"))
    #expect(!text.contains("stopped by us"))
  }

  @Test("survives names that would break a table or a terminal")
  func hostileNames() throws {
    var plan = Fixture.plan(servers: 2)
    plan.servers[0].name = "\u{1B}[2J\u{202E}日本語日本語日本語日本語日本語日本語日本語"
    plan.servers[1].name = ""
    let figures = try #require(
      RunFigures(events: [Fixture.started(plan, documents: Fixture.documents(1))]))
    let text = TextReport.text(figures, width: 80)
    #expect(!text.utf8.contains(0x1B))
    let table = Picture.table(of: text).split(separator: "\n").map(String.init)
    #expect(Set(table.map(DisplayWidth.of)).count == 1)
    #expect(table[1].contains("␛[2J␦日本語"))
    #expect(table[1].contains(" rust "))
  }
}
