import BenchCore
import Canvas
import Reports
import Testing

struct ExportTests {
  static func run(_ events: [RunEvent], kind: SavedRun.Kind = .result) throws -> SavedRun {
    guard case .runStarted(let started) = try #require(events.first).payload else {
      throw CSVReader.Problem()
    }
    return SavedRun(kind: kind, started: started, events: events, warnings: [])
  }

  /// A run whose servers, documents and failures are named by somebody who means harm.
  static func hostile(_ words: String) throws -> SavedRun {
    var plan = Fixture.plan(servers: 2)
    plan.servers[1].name = words
    var documents = Fixture.documents(8)
    documents[0].name = words
    var events = [Fixture.started(plan, documents: documents)]
    for index in 0..<16 {
      let failure = index == 1 ? RequestFailure(.http, words) : nil
      let record = Fixture.record(
        sequence: index, condition: index % 2, document: index / 2,
        startMilliseconds: Int64(index) * 100, milliseconds: 90 + Int64(index % 2) * 5,
        failure: failure)
      events.append(RunEvent(record.end, .requestFinished(record)))
    }
    events.append(
      RunEvent(RunTime(nanoseconds: 2_000_000_000), .runFinished(RunFinished(.completed))))
    return try run(events)
  }

  /// As HTML has it.
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("'", with: "&apos;")
  }

  static func text(_ run: SavedRun, _ format: ExportFormat) throws -> String {
    try #require(Export.text(of: run, format: format))
  }

  @Test("Every figure of the table stands in Markdown and in HTML", arguments: [1, 2, 4])
  func sameFigures(servers: Int) throws {
    let run = try Self.run(Fixture.events(servers: servers))
    let content = ReportContent(try #require(run.figures))
    let markdown = try Self.text(run, .markdown).split(separator: "\n")
    let html = try Self.text(run, .html).split(separator: "\n")
    let comparison = try #require(content.comparisons.first)
    #expect(!comparison.rows.isEmpty)
    for row in comparison.rows {
      let label = String(row.label.drop { $0 == " " })
      var cells: [String] = []
      for (index, value) in row.values.enumerated() {
        cells.append(value)
        if index > 0 { cells.append(row.differences[index]) }
      }
      let inMarkdown = cells.map { $0.replacing("~", with: "\\~").replacing("<", with: "&lt;") }
      let line = "\(label) | \(inMarkdown.joined(separator: " | ")) |"
      #expect(markdown.contains { $0.hasSuffix(line) }, "\(line)")
      let inHTML = cells.map { "<td>\(Self.escaped($0))</td>" }.joined()
      #expect(html.contains { $0.contains("\(Self.escaped(label))</th>\(inHTML)") }, "\(row)")
    }
    for entry in content.verdicts + content.legend {
      #expect(html.contains { $0.contains(Self.escaped(entry.text)) }, "\(entry)")
    }
  }

  @Test("Every row of a sweep's table stands in Markdown and in HTML")
  func sweep() throws {
    let run = try Self.run(Fixture.events(servers: 2, dpis: [150, 300], concurrencies: [1, 2]))
    let shown = TextReport.text(try #require(run.figures), width: 200)
    let rows = shown.split(separator: "\n").filter { $0.hasPrefix("│") }.dropFirst().map { line in
      line.split(separator: "│").map { cell in
        String(String(cell.drop { $0 == " " }.reversed()).drop { $0 == " " }.reversed())
      }
    }
    #expect(rows.count == 8)
    let markdown = try Self.text(run, .markdown)
    let html = try Self.text(run, .html)
    for row in rows {
      let cells = row.map { $0.replacing("~", with: "\\~") }
      #expect(markdown.contains("| " + cells.joined(separator: " | ") + " |"), "\(row)")
      for cell in row where !cell.isEmpty { #expect(html.contains(">\(cell)</t"), "\(cell)") }
    }
    #expect(html.contains("mean service time over dpi"))
    #expect(html.contains("pages per second over requests in flight"))
  }

  @Test("Markdown shows foreign words as they are, and lets none of them act")
  func hostileMarkdown() throws {
    let words = "a|b <img src=x> [l](http://evil) @someone #12 `c` *d* ~e~ \\"
    let markdown = try Self.text(Self.hostile(words), .markdown)
    #expect(!markdown.contains("<img"))
    #expect(!markdown.contains("http://evil"))
    #expect(!markdown.contains("@someone"))
    #expect(!markdown.contains(" #12"))
    #expect(markdown.contains("a\\|b &lt;img src=x&gt; \\[l\\](http:<!-- -->//evil)"))
    // Cells are told apart by bars that no backslash stands before.
    let table = markdown.split(separator: "\n").filter { $0.hasPrefix("|") }
    let widths = Set(table.map { $0.replacing("\\|", with: "").count { $0 == "|" } })
    #expect(widths == [5])
  }

  @Test("HTML lets no foreign word act, and asks no network", arguments: ["\"", "'", "&", "]]>"])
  func hostileHTML(extra: String) throws {
    let words = "<script>alert(1)</script>\(extra) onload=x <b> \u{1B}[2J"
    let html = try Self.text(Self.hostile(words), .html)
    #expect(!html.contains("<script"))
    #expect(!html.contains("<b>"))
    #expect(!html.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    for outside in ["src=", "href=", "url(", "@import", "<link", "<iframe"] {
      #expect(!html.contains(outside), "\(outside)")
    }
    #expect(html.contains("&lt;script&gt;alert(1)"))
  }

  @Test("CSV has a row for each request, warm-up and failures included, and every field exactly")
  func rows() throws {
    let run = try Self.hostile("plain")
    let rows = try CSVReader.rows(Self.text(run, .csv))
    #expect(rows.count == 17)
    let header = try #require(rows.first)
    #expect(rows.allSatisfy { $0.count == header.count })
    let records = run.events.compactMap { event in
      if case .requestFinished(let record) = event.payload { record } else { nil }
    }
    for (row, record) in zip(rows.dropFirst(), records) {
      let field = Dictionary(uniqueKeysWithValues: zip(header, row))
      #expect(field["seq"] == String(record.sequence))
      #expect(field["end_ns"] == String(record.end.nanoseconds))
      #expect(field["start_ns"] == String(record.start.nanoseconds))
      #expect(field["latency"].flatMap(Double.init) == record.serviceSeconds)
      #expect(field["success"] == (record.outcome.answer == nil ? "false" : "true"))
      #expect(field["failure"] == record.outcome.failure?.kind.rawValue ?? "")
      #expect(field["server_key"] == ["python", "rust"][record.condition])
      #expect(
        field["server_seconds"].flatMap(Double.init) == record.outcome.answer?.serverSeconds)
      #expect(field["first_byte_ns"] == "")
      #expect(field["dpi"] == "150" && field["concurrency"] == "1")
    }
  }

  @Test(
    "CSV gives foreign words back as they were, but lets no spreadsheet take them for a formula",
    arguments: [
      ("a,b \"c\"\r\nd", "a,b \"c\"\r\nd"), ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
      ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("\t=1", "'\t=1"), ("＝1", "'＝1"),
      ("a=1", "a=1"), ("\u{0}\u{1B}[2J", "\u{FFFD}\u{FFFD}[2J"), ("é\u{301}", "é\u{301}"),
    ])
  func foreignWords(words: String, read: String) throws {
    let rows = try CSVReader.rows(Self.text(Self.hostile(words), .csv))
    let row = try #require(rows.first { $0[8] != "" && $0[0] == "rust" })
    for place in [1, 4, 8] {
      #expect(row[place].unicodeScalars.elementsEqual(read.unicodeScalars), "\(row[place])")
    }
  }

  @Test("What a guide's file does not tell is not made up in CSV")
  func guide() throws {
    let run = try Self.run(Fixture.events(servers: 2), kind: .guide)
    let rows = try CSVReader.rows(Self.text(run, .csv))
    let header = try #require(rows.first)
    for name in ["dpi", "concurrency", "start_ns", "end_ns", "bytes_sent", "connection_reused"] {
      let column = try #require(header.firstIndex(of: name))
      #expect(rows.dropFirst().allSatisfy { $0[column].isEmpty }, "\(name)")
    }
    #expect(try Self.text(run, .html).contains("laid end to end"))
  }

  @Test("100,000 requests make a page of a few hundred kilobytes")
  func large() throws {
    let plan = Fixture.plan(servers: 2, rounds: 100)
    var events = [Fixture.started(plan, documents: Fixture.documents(500))]
    for index in 0..<100_000 {
      var record = Fixture.record(
        sequence: index, condition: index % 2, document: index / 2 % 500,
        startMilliseconds: Int64(index) * 10, milliseconds: 5 + Int64(index * 7919 % 97))
      record.round = index / 1000
      events.append(RunEvent(record.end, .requestFinished(record)))
    }
    let html = try Self.text(Self.run(events), .html)
    #expect(html.utf8.count < 1_500_000, "\(html.utf8.count)")
    #expect(html.contains("Too many for dots"))
  }

  @Test(
    "A run of any shape makes every format",
    arguments: [
      Array(Fixture.events(servers: 1).prefix(1)), Fixture.events(servers: 2, documents: 1),
      Array(Fixture.events(servers: 4).prefix(3)), Fixture.events(servers: 2, documents: 0),
    ])
  func shapes(events: [RunEvent]) throws {
    let run = try Self.run(events, kind: .journal)
    for format in ExportFormat.allCases { #expect(try !Self.text(run, format).isEmpty) }
  }
}
