import BenchCore
import Testing

/// A run's requests document by document.
@Suite
struct DocumentTableTests {
  private func draft() -> SavedDraft {
    var draft = SavedDraft()
    draft.plan = Fixture.plan(rounds: 2)
    draft.names = ["b.pdf", "a.pdf", "c.pdf"]
    return draft
  }

  private func table(_ draft: SavedDraft) throws -> DocumentTable {
    try #require(DocumentTable.all(of: draft.run).first)
  }

  private func names(_ order: DocumentOrder, _ table: DocumentTable) -> [String] {
    order.sorted(table.rows).map(\.name)
  }

  @Test("A document's time is the geometric mean of its rounds, its range the shortest to longest")
  func mean() throws {
    var draft = draft()
    // √(1 s · 4 s) = 2 s.
    draft.milliseconds = { _, _, round in round == 0 ? 1000 : 4000 }
    let cell = try table(draft).rows[0].cells[0]
    #expect(abs(try #require(cell.meanSeconds) - 2) < 1e-9)
    #expect(cell.minimum == 1 && cell.maximum == 4 && cell.succeeded == 2)
  }

  @Test("The difference is against the baseline, whichever server that is")
  func difference() throws {
    var draft = draft()
    draft.milliseconds = { server, _, _ in server == 0 ? 1000 : 1250 }
    #expect(abs(try #require(table(draft).rows[0].ratio(of: 1)) - 1.25) < 1e-9)
    draft.plan.baseline = draft.plan.servers[1].key
    let turned = try table(draft)
    #expect(turned.conditions == [1, 0])
    #expect(abs(try #require(turned.rows[0].ratio(of: 1)) - 0.8) < 1e-9)
    #expect(turned.rows[0].ratio(of: 0) == nil && turned.rows[0].ratio(of: 7) == nil)
  }

  @Test("Time per page is by the pages of the answer; those of the corpus where it has none")
  func perPage() throws {
    var draft = draft()
    draft.milliseconds = { _, _, _ in 3000 }
    draft.outcome = { _, document in .ok(Answer(pages: document == 0 ? 6 : 1)) }
    let rows = try table(draft).rows
    #expect(abs(try #require(rows[0].secondsPerPage(of: 0)) - 0.5) < 1e-9)
    #expect(abs(try #require(rows[1].secondsPerPage(of: 0)) - 3) < 1e-9)
  }

  @Test("Failures have no time; what a stop cut off is none")
  func failures() throws {
    var draft = draft()
    draft.outcome = { server, document in
      switch (server, document) {
      case (1, 0): .failed(RequestFailure(.http, "no"))
      case (1, 1): .failed(RequestFailure(.aborted, "stopped"))
      default: .ok(Answer(pages: 1, textDigest: "t"))
      }
    }
    let rows = try table(draft).rows
    #expect(rows.map(\.failed) == [2, 0, 0])
    #expect(rows[0].cells[1].meanSeconds == nil && rows[0].ratio(of: 1) == nil)
    #expect(rows[1].cells[1].succeeded == 0)
  }

  @Test("Answers that differ in pages or text from the baseline's are told of the document")
  func answers() throws {
    var draft = draft()
    draft.outcome = { server, document in
      .ok(
        Answer(
          pages: server == 1 && document == 0 ? 2 : 1,
          textDigest: server == 1 && document == 2 ? "other" : "text"))
    }
    #expect(try table(draft).rows.map(\.disagrees) == [true, false, true])
  }

  @Test("A sweep has a table for each point, with that point's requests alone")
  func sweep() throws {
    var draft = draft()
    draft.plan.dpis = [150, 300]
    draft.milliseconds = { _, _, _ in 1000 }
    let tables = DocumentTable.all(of: draft.run)
    #expect(tables.map(\.point.dpi) == [150, 300])
    #expect(tables.map { $0.rows[0].cells[0].minimum } == [1, 2])
    #expect(tables.allSatisfy { $0.rows[0].cells[0].succeeded == 2 })
  }

  @Test("Names ascend, everything else begins with the largest; ties keep the corpus' order")
  func order() throws {
    var draft = draft()
    draft.milliseconds = { server, document, _ in
      [[1000, 3000, 2000], [1100, 3000, 1000]][server][document]
    }
    draft.outcome = { server, document in
      server == 1 && document == 1
        ? .failed(RequestFailure(.http, "no")) : .ok(Answer(pages: 1))
    }
    let table = try table(draft)
    #expect(names(.corpus, table) == ["b.pdf", "a.pdf", "c.pdf"])
    #expect(names(.name, table) == ["a.pdf", "b.pdf", "c.pdf"])
    #expect(names(.time, table) == ["a.pdf", "c.pdf", "b.pdf"])
    #expect(names(.pages, table) == ["b.pdf", "a.pdf", "c.pdf"])
    // c is twice as fast, b a tenth slower; a has no pair.
    #expect(names(.difference, table) == ["c.pdf", "b.pdf", "a.pdf"])
    #expect(names(.failures, table) == ["a.pdf", "b.pdf", "c.pdf"])
  }

  @Test("Turned round, what has no number is still last; one server's figures alone can count")
  func turned() throws {
    var draft = draft()
    draft.milliseconds = { server, document, _ in
      [[1000, 3000, 2000], [9000, 3000, 1000]][server][document]
    }
    draft.outcome = { server, document in
      server == 1 && document == 1
        ? .failed(RequestFailure(.http, "no")) : .ok(Answer(pages: 1))
    }
    let rows = try table(draft).rows
    func names(_ order: DocumentOrder, of place: Int? = nil, isReversed: Bool) -> [String] {
      order.sorted(rows, of: place, isReversed: isReversed).map(\.name)
    }
    #expect(names(.corpus, isReversed: true) == ["c.pdf", "a.pdf", "b.pdf"])
    #expect(names(.name, isReversed: true) == ["c.pdf", "b.pdf", "a.pdf"])
    #expect(names(.difference, isReversed: true) == ["c.pdf", "b.pdf", "a.pdf"])
    #expect(names(.time, of: 0, isReversed: false) == ["a.pdf", "c.pdf", "b.pdf"])
    #expect(names(.time, of: 1, isReversed: false) == ["b.pdf", "c.pdf", "a.pdf"])
    #expect(names(.time, of: 1, isReversed: true) == ["c.pdf", "b.pdf", "a.pdf"])
    #expect(names(.perPage, of: 1, isReversed: true) == ["c.pdf", "b.pdf", "a.pdf"])
  }

  @Test("Every order is reached from every other")
  func next() {
    var seen: Set<DocumentOrder> = []
    var order = DocumentOrder.corpus
    while seen.insert(order).inserted { order = order.next }
    #expect(seen.count == DocumentOrder.allCases.count && order == .corpus)
  }

  @Test("A document's rounds are its own requests, the warm-up first, unknown where none came")
  func rounds() throws {
    var draft = draft()
    draft.plan = Fixture.plan(rounds: 3)
    draft.milliseconds = { server, document, round in
      Int64(1000 * (round + 1) + 500 * server + 100 * document)
    }
    let run = draft.run
    let warmUp = Fixture.finished(
      Fixture.record(0, 900, condition: 1, document: 1, phase: .warmUp))
    let all = SavedRun(
      kind: .result, started: run.started, events: run.events + [warmUp], warnings: [])
    let rounds = DocumentRounds(all, document: 1, conditions: [0, 1])
    #expect(rounds.rounds.map(\.round) == [nil, 0, 1, 2])
    #expect(rounds.rounds[0].records[0] == nil && rounds.rounds[0].seconds(of: 1) == 0.9)
    #expect(rounds.rounds[0].ratio(of: 1) == nil)
    #expect(rounds.rounds[2].seconds(of: 0) == 2.1 && rounds.rounds[2].seconds(of: 1) == 2.6)
    #expect(abs(try #require(rounds.rounds[2].ratio(of: 1)) - 2.6 / 2.1) < 1e-9)
    #expect(DocumentRounds(all, document: 99, conditions: [0]).rounds.isEmpty)
  }
}
