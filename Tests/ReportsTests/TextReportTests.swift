import BenchCore
import Canvas
import Reports
import Testing

struct TextReportTests {
  static func report(
    _ events: [RunEvent], width: Int = 100, glyphs: Glyphs = .unicode
  ) throws -> String {
    let figures = try #require(RunFigures(events: events))
    return TextReport.text(figures, width: width, glyphs: glyphs)
  }

  @Test("draws two servers with a column of differences")
  func two() throws {
    let text = try Self.report(Fixture.events(servers: 2), width: 80)
    #expect(
      text == """
        20 documents, 80 pages, 6.2 MB · 1 round · 2026-01-10 15:11:58

        ╭──────────────────────┬────────────────┬───────────┬───────────────╮
        │ 150 dpi, 1 in flight │ Python FastAPI │ Rust Axum │    Difference │
        ├──────────────────────┼────────────────┼───────────┼───────────────┤
        │ Requests             │             20 │        20 │               │
        │   successful         │             20 │        20 │               │
        │   failed             │              0 │         0 │               │
        │ Pages                │             80 │        80 │      the same │
        ├──────────────────────┼────────────────┼───────────┼───────────────┤
        │ Average service time │         1.95 s │    2.01 s │  3.0 % slower │
        │   minimum            │         1.00 s │    1.03 s │  3.0 % slower │
        │   p50 (n = 20)       │         1.95 s │    2.01 s │  3.0 % slower │
        │   p95 (n = 20)       │        ~2.80 s │   ~2.89 s │ ~3.0 % slower │
        │   p99 (n = 20)       │              – │         – │               │
        │   maximum            │         2.90 s │    2.99 s │  3.0 % slower │
        ├──────────────────────┼────────────────┼───────────┼───────────────┤
        │ Web overhead, mean   │        40.0 ms │   12.0 ms │  28.0 ms less │
        │   of service time    │          2.1 % │     0.6 % │               │
        │ Server's own time    │         1.91 s │    2.00 s │  4.5 % slower │
        ├──────────────────────┼────────────────┼───────────┼───────────────┤
        │ Pages per second     │           2.05 │      1.99 │   2.9 % fewer │
        │ Requests per second  │          0.513 │     0.498 │   2.9 % fewer │
        ├──────────────────────┼────────────────┼───────────┼───────────────┤
        │ Service time, paired │                │           │  3.0 % slower │
        │   95 % interval      │                │           │  3.0 % slower │
        │     to               │                │           │  3.0 % slower │
        │   documents faster   │                │           │       0 of 20 │
        │ Pages agree          │                │           │      20 of 20 │
        │ Verdict              │                │           │        slower │
        ╰──────────────────────┴────────────────┴───────────┴───────────────╯

        Verdict        Rust Axum against Python FastAPI: slower. Paired by document, 20
                       documents: 3.0 % slower, 95 % interval 3.0 % slower, p < 0.0001;
                       faster on 0 of 20 documents.
                       · beside it: geometric mean 3.0 % slower, 95 % interval 3.0 %
                         slower (BCa bootstrap); all documents together 3.0 % slower
        Note           p95 is uncertain (~) and p99 is left out with 20 answers: p95
                       needs 200.
        Note           One round: how much the same document takes from one time to the
                       next is not known. --rounds 5 tells.

        Difference     Rust Axum against Python FastAPI. Only the paired figures carry
                       an interval; every other difference describes this run alone.
        Order          interleaved: the servers took turns on every document. 1 warm-up
                       request to each came first and is in no figure.
        Load           closed model, 1 in flight: a request starts when one before it
                       has ended, so that queueing in front of a server is not measured.
        Throughput     work done over the server's own turns, from its first request to
                       its last answer; the turns of the others are not in it.
        Web overhead   service time less the server's own time: the web layer, and
                       whatever a server leaves out of its own clock.
        Percentiles    ~ rough, fewer than ten values lie beyond it; – too few requests
                       to tell.
        Tail factor    unknown: it needs at least two rounds.

        In short       Rust Axum is 3.0 % slower than Python FastAPI on the same
                       documents (95 % interval 3.0 % slower). How the two behave under
                       another load, on other documents or on another machine, is not
                       known.
        """)
  }

  @Test("draws three servers with each difference beside its value")
  func threeWide() throws {
    let text = try Self.report(Fixture.events(servers: 3), width: 120)
    #expect(
      Picture.table(of: text) == """
        ╭──────────────────────┬────────────────┬────────────────────────┬────────────────────────╮
        │ 150 dpi, 1 in flight │ Python FastAPI │              Rust Axum │            Hummingbird │
        ├──────────────────────┼────────────────┼────────────────────────┼────────────────────────┤
        │ Requests             │             20 │      20                │      20                │
        │   successful         │             20 │      20                │      20                │
        │   failed             │              0 │       0                │       0                │
        │ Pages                │             80 │      80       the same │      80       the same │
        ├──────────────────────┼────────────────┼────────────────────────┼────────────────────────┤
        │ Average service time │         1.95 s │  2.01 s   3.0 % slower │  1.91 s   2.0 % faster │
        │   minimum            │         1.00 s │  1.03 s   3.0 % slower │  980 ms   2.0 % faster │
        │   p50 (n = 20)       │         1.95 s │  2.01 s   3.0 % slower │  1.91 s   2.0 % faster │
        │   p95 (n = 20)       │        ~2.80 s │ ~2.89 s  ~3.0 % slower │ ~2.75 s  ~2.0 % faster │
        │   p99 (n = 20)       │              – │       –                │       –                │
        │   maximum            │         2.90 s │  2.99 s   3.0 % slower │  2.84 s   2.0 % faster │
        ├──────────────────────┼────────────────┼────────────────────────┼────────────────────────┤
        │ Web overhead, mean   │        40.0 ms │ 12.0 ms   28.0 ms less │ 20.0 ms   20.0 ms less │
        │   of service time    │          2.1 % │   0.6 %                │   1.0 %                │
        │ Server's own time    │         1.91 s │  2.00 s   4.5 % slower │  1.89 s   1.0 % faster │
        ├──────────────────────┼────────────────┼────────────────────────┼────────────────────────┤
        │ Pages per second     │           2.05 │    1.99    2.9 % fewer │    2.09     2.0 % more │
        │ Requests per second  │          0.513 │   0.498    2.9 % fewer │   0.523     2.0 % more │
        ├──────────────────────┼────────────────┼────────────────────────┼────────────────────────┤
        │ Service time, paired │                │           3.0 % slower │           2.0 % faster │
        │   97.5 % interval    │                │           3.0 % slower │           2.0 % faster │
        │     to               │                │           3.0 % slower │           2.0 % faster │
        │   documents faster   │                │                0 of 20 │               20 of 20 │
        │ Pages agree          │                │               20 of 20 │               20 of 20 │
        │ Verdict              │                │                 slower │                 faster │
        ╰──────────────────────┴────────────────┴────────────────────────┴────────────────────────╯
        """)
  }

  @Test("draws three servers with each difference under its value where there is less room")
  func threeNarrow() throws {
    let text = try Self.report(Fixture.events(servers: 3), width: 80)
    #expect(
      Picture.table(of: text) == """
        ╭──────────────────────┬────────────────┬───────────────┬───────────────╮
        │ 150 dpi, 1 in flight │ Python FastAPI │     Rust Axum │   Hummingbird │
        ├──────────────────────┼────────────────┼───────────────┼───────────────┤
        │ Requests             │             20 │            20 │            20 │
        │   successful         │             20 │            20 │            20 │
        │   failed             │              0 │             0 │             0 │
        │ Pages                │             80 │            80 │            80 │
        │                      │                │      the same │      the same │
        ├──────────────────────┼────────────────┼───────────────┼───────────────┤
        │ Average service time │         1.95 s │        2.01 s │        1.91 s │
        │                      │                │  3.0 % slower │  2.0 % faster │
        │   minimum            │         1.00 s │        1.03 s │        980 ms │
        │                      │                │  3.0 % slower │  2.0 % faster │
        │   p50 (n = 20)       │         1.95 s │        2.01 s │        1.91 s │
        │                      │                │  3.0 % slower │  2.0 % faster │
        │   p95 (n = 20)       │        ~2.80 s │       ~2.89 s │       ~2.75 s │
        │                      │                │ ~3.0 % slower │ ~2.0 % faster │
        │   p99 (n = 20)       │              – │             – │             – │
        │   maximum            │         2.90 s │        2.99 s │        2.84 s │
        │                      │                │  3.0 % slower │  2.0 % faster │
        ├──────────────────────┼────────────────┼───────────────┼───────────────┤
        │ Web overhead, mean   │        40.0 ms │       12.0 ms │       20.0 ms │
        │                      │                │  28.0 ms less │  20.0 ms less │
        │   of service time    │          2.1 % │         0.6 % │         1.0 % │
        │ Server's own time    │         1.91 s │        2.00 s │        1.89 s │
        │                      │                │  4.5 % slower │  1.0 % faster │
        ├──────────────────────┼────────────────┼───────────────┼───────────────┤
        │ Pages per second     │           2.05 │          1.99 │          2.09 │
        │                      │                │   2.9 % fewer │    2.0 % more │
        │ Requests per second  │          0.513 │         0.498 │         0.523 │
        │                      │                │   2.9 % fewer │    2.0 % more │
        ├──────────────────────┼────────────────┼───────────────┼───────────────┤
        │ Service time, paired │                │  3.0 % slower │  2.0 % faster │
        │   97.5 % interval    │                │  3.0 % slower │  2.0 % faster │
        │     to               │                │  3.0 % slower │  2.0 % faster │
        │   documents faster   │                │       0 of 20 │      20 of 20 │
        │ Pages agree          │                │      20 of 20 │      20 of 20 │
        │ Verdict              │                │        slower │        faster │
        ╰──────────────────────┴────────────────┴───────────────┴───────────────╯
        """)
  }

  @Test("draws one server without differences, in ASCII")
  func oneASCII() throws {
    let text = try Self.report(
      Fixture.events(servers: 1, documents: 4, warmUp: 0, tellsSeconds: false), width: 60,
      glyphs: .ascii)
    #expect(
      text == """
        4 documents, 16 pages, 1.2 MB - 1 round - 2026-01-10
        15:11:58

        +----------------------+----------------+
        | 150 dpi, 1 in flight | Python FastAPI |
        +----------------------+----------------+
        | Requests             |              4 |
        |   successful         |              4 |
        |   failed             |              0 |
        | Pages                |             16 |
        +----------------------+----------------+
        | Average service time |         1.15 s |
        |   minimum            |         1.00 s |
        |   p50 (n = 4)        |        ~1.15 s |
        |   p95 (n = 4)        |              - |
        |   p99 (n = 4)        |              - |
        |   maximum            |         1.30 s |
        +----------------------+----------------+
        | Pages per second     |           3.48 |
        | Requests per second  |          0.870 |
        +----------------------+----------------+

        Note           p95 and p99 are left out with 4 answers: p95
                       needs 200.
        Note           One round: how much the same document takes
                       from one time to the next is not known.
                       --rounds 5 tells.

        Order          one server alone. No warm-up: first requests
                       are in the figures.
        Load           closed model, 1 in flight: a request starts
                       when one before it has ended, so that
                       queueing in front of a server is not
                       measured.
        Web overhead   unknown: no answer told the server's own
                       time.
        Percentiles    ~ rough, fewer than ten values lie beyond it;
                       - too few requests to tell.
        Tail factor    unknown: it needs at least two rounds.
        """)
  }

  @Test("splits what is too wide, every table with the first server")
  func split() throws {
    let lines = try Self.report(Fixture.events(servers: 4), width: 80).split(separator: "\n")
    let heads = lines.filter { $0.contains("150 dpi") }
    #expect(heads.count == 2)
    #expect(heads.allSatisfy { $0.contains("Python FastAPI") })
    #expect(heads[0].contains("Rust Axum") && heads[0].contains("Hummingbird"))
    #expect(heads[1].contains("FlyingFox") && heads[1].contains("Difference"))
  }

  @Test("draws one table of a sweep, and warns of queueing inside the server")
  func sweep() throws {
    let text = try Self.report(
      Fixture.events(servers: 2, documents: 2, dpis: [72.5, 300], concurrencies: [1, 4]))
    for start in [
      "│ 72.5 │         1 │ Python", "│      │         4 │ Python", "│  300 │         1 │",
    ] {
      #expect(text.contains(start))
    }
    let words = Picture.words(of: text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("it includes queueing inside the server."))
    #expect(words.contains("closed model, 1, 4 in flight"))
  }

  @Test("no line is wider than asked, every line of a table as wide as the others")
  func widths() throws {
    for servers in 1...4 {
      for glyphs in Glyphs.allCases {
        let events = Fixture.events(servers: servers, concurrencies: [2])
        for width in [60, 69, 70, 80, 100, 120, 200] {
          // Two servers and their differences need 70 cells, under each other 57.
          let lines = try Self.report(events, width: width, glyphs: glyphs)
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
          #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
          if glyphs == .ascii { #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }) }
          let tables = lines.split { !"│╭├╰|+".contains($0.first ?? " ") }
          for table in tables { #expect(Set(table.map(DisplayWidth.of)).count == 1) }
        }
      }
    }
  }

  @Test("In the open model there are response times, and the rate takes the place of throughput")
  func openModel() throws {
    let text = try Self.report(
      Fixture.events(servers: 2, load: .open(OpenLoad(ratePerSecond: 5))), width: 80)
    let rows = text.split(separator: "\n").filter { $0.hasPrefix("│") }
    for label in ["Response time p50", "  p95", "  offered per second", "  started late"] {
      #expect(rows.contains { $0.hasPrefix("│ " + label) }, "\(label)")
    }
    #expect(!text.contains("Requests per second"))
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("open model: in its turns, requests to a server are due 5.00 a second"))
    #expect(words.contains("it holds the wait for a free slot"))
    #expect(words.contains("What lies between the two is the queue"))
    let response = rows.drop { !$0.hasPrefix("│ Response time p50") }
    #expect(response.dropFirst(2).first?.hasPrefix("│   p99") == true)
  }
}

/// Parts of a report's text.
enum Picture {
  /// The first table.
  static func table(of text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.drop { !$0.hasPrefix("╭") }.prefix { !$0.isEmpty }.joined(separator: "\n")
  }

  /// What stands before the first table, and behind the last.
  static func words(of text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.filter { !"│╭├╰".contains($0.first ?? " ") }.joined(separator: "\n")
  }
}
