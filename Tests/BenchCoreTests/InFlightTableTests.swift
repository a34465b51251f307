import Testing

@testable import BenchCore

@Suite("The requests in flight")
struct InFlightTableTests {
  private static func flight(_ sequence: Int, condition: Int = 0, since: Int64 = 0) -> InFlight {
    InFlight(
      start: RequestStart(
        sequence: sequence, condition: condition, document: 0, round: 0, phase: .measurement),
      since: Fixture.time(since))
  }

  @Test(
    "are what a plain list would hold, whatever starts and ends", arguments: 0..<10 as Range<UInt64>
  )
  func agreesWithAList(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var table = InFlightTable()
    var list: [InFlight] = []
    for step in 0..<4000 {
      if generator.index(below: 2) == 0 {
        let flight = Self.flight(
          generator.index(below: 600), condition: generator.index(below: 3), since: Int64(step))
        list.removeAll { $0.start.sequence == flight.start.sequence }
        list.append(flight)
        table.add(flight)
      } else {
        let sequence = generator.index(below: 600)
        list.removeAll { $0.start.sequence == sequence }
        table.remove(sequence: sequence)
      }
      guard step % 50 == 0 else { continue }
      #expect(table.elements == list)
      #expect(table.first == list.first)
      for condition in 0..<3 {
        let own = list.filter { $0.start.condition == condition }
        #expect(table.count(ofCondition: condition) == own.count)
        #expect(table.oldest(ofCondition: condition) == own.first)
      }
    }
  }

  @Test("leave no gaps behind when many have come and gone")
  func closesGaps() {
    var table = InFlightTable()
    table.add(Self.flight(-1))
    for sequence in 0..<100_000 {
      table.add(Self.flight(sequence))
      table.remove(sequence: sequence)
    }
    #expect(table.elements.map(\.start.sequence) == [-1])
    #expect(table.slotCount < 200)
  }

  @Test("of a condition that there is not are none", arguments: [-1, 7, Int.max])
  func unknown(condition: Int) {
    let table = InFlightTable()
    #expect(table.count(ofCondition: condition) == 0)
    #expect(table.oldest(ofCondition: condition) == nil)
  }
}
