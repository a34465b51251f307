import Testing

@testable import DockerKit

/// Which containers are asked about, and how often again.
struct InspectLedgerTests {
  @Test("What is being asked about is asked once more after the answer, not twice at once")
  func once() {
    var ledger = InspectLedger()
    let begun = ["a", "a", "a", "b"].map { ledger.begin($0) }
    #expect(begun == [true, false, false, true])
    let repeated = ["a", "b", "a"].map { ledger.end($0) }
    #expect(repeated == [true, false, false])
    let anew = ledger.begin("a")
    #expect(anew)
  }

  @Test("One that nobody watches is given up after three late answers, a watched one never")
  func late() {
    var ledger = InspectLedger()
    let unwatched = (0..<5).map { _ in ledger.wasLate("a", isWatched: false) }
    #expect(unwatched == [0, 1, 2, nil, 0])
    let watched = (0..<5).map { _ in ledger.wasLate("b", isWatched: true) }
    #expect(watched == [0, 1, 2, 3, 4])
    ledger.answered("b")
    let first = ledger.wasLate("b", isWatched: true)
    #expect(first == 0)
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
