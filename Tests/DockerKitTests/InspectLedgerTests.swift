import Testing

@testable import DockerKit

/// Which containers are asked about, and how often again.
struct InspectLedgerTests {
  @Test("What is being asked about is asked once more after the answer, not twice at once")
  func once() {
    var ledger = InspectLedger()
    #expect(ledger.begin("a"))
    #expect(!ledger.begin("a") && !ledger.begin("a"))
    #expect(ledger.begin("b"))
    #expect(ledger.end("a"))
    #expect(!ledger.end("b") && !ledger.end("a"))
    #expect(ledger.begin("a"))
  }

  @Test("One that nobody watches is given up after three late answers, a watched one never")
  func late() {
    var ledger = InspectLedger()
    #expect((0..<5).map { _ in ledger.wasLate("a", isWatched: false) } == [0, 1, 2, nil, 0])
    #expect((0..<5).map { _ in ledger.wasLate("b", isWatched: true) } == [0, 1, 2, 3, 4])
    ledger.answered("b")
    #expect(ledger.wasLate("b", isWatched: true) == 0)
  }

  @Test("After the wait it is asked again unless it was answered or is being asked about")
  func due() {
    var ledger = InspectLedger()
    #expect(!ledger.isDue("a"))
    _ = ledger.wasLate("a", isWatched: true)
    #expect(ledger.isDue("a"))
    _ = ledger.begin("a")
    #expect(!ledger.isDue("a"))
    _ = ledger.end("a")
    #expect(ledger.isDue("a"))
    ledger.answered("a")
    #expect(!ledger.isDue("a"))
  }
}
