import Statistics
import Testing

@Suite("Little's law")
struct LittlesLawTests {
  @Test("expects throughput times time in flight")
  func expected() throws {
    let law = try #require(LittlesLaw(throughput: 8, meanSeconds: 0.5, observedInFlight: 4.2))
    #expect(law.expectedInFlight == 4)
    #expect(agree(law.relativeDeviation, 0.05, to: 1e-12))
    let fewer = try #require(LittlesLaw(throughput: 2, meanSeconds: 2, observedInFlight: 3))
    #expect(fewer.relativeDeviation == -0.25)
  }

  @Test(
    "says nothing of figures that are not there",
    arguments: [
      (0, 1, 1), (1, 0, 1), (1, 1, -1), (.nan, 1, 1), (1, .infinity, 1), (1, 1, .nan),
      (1e200, 1e200, 1), (-1, -1, 1),
    ] as [(Double, Double, Double)])
  func nothing(throughput: Double, seconds: Double, observed: Double) {
    let law = LittlesLaw(
      throughput: throughput, meanSeconds: seconds, observedInFlight: observed)
    #expect(law == nil)
  }
}
