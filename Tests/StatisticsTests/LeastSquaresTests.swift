import Statistics
import Testing

// R 4.2.2, lm and confint (reference.R).
@Suite("The line of least squares")
struct LeastSquaresTests {
  private let pages: [Double] = [1, 2, 3, 10, 44, 116]
  private let seconds = [0.12, 0.21, 0.37, 1.09, 4.64, 15.72]

  @Test("has R's coefficients, errors and intervals")
  func agreeWithR() throws {
    let line = try #require(LeastSquares(x: pages, y: seconds))
    #expect(agree(line.intercept.estimate.value, -2.51733483725425e-01, to: 1e-11))
    #expect(agree(line.slope.estimate.value, 1.34434096036094e-01, to: 1e-12))
    #expect(agree(line.intercept.standardError, 2.88330199505828e-01, to: 1e-11))
    #expect(agree(line.slope.standardError, 5.67173417339241e-03, to: 1e-11))
    #expect(
      agree(line.intercept.estimate.interval, -1.05226645482409, 5.48799487373236e-01, to: 1e-10))
    #expect(
      agree(line.slope.estimate.interval, 1.18686837452396e-01, 1.50181354619792e-01, to: 1e-10))
    #expect(agree(line.intercept.p, 4.31902018727694e-01, to: 1e-10))
    #expect(agree(line.slope.p, 1.87862870521658e-05, to: 1e-9))
    #expect(agree(line.residualDeviation, 5.76827727488446e-01, to: 1e-11))
    #expect(line.count == 6)
  }

  @Test("through two points is known, but not how well")
  func twoPoints() throws {
    let line = try #require(LeastSquares(x: [1, 3], y: [2, 8]))
    #expect(line.slope.estimate.value == 3)
    #expect(line.intercept.estimate.value == -1)
    #expect(line.slope.estimate.interval == nil)
    #expect(line.slope.p == nil)
    #expect(line.residualDeviation == nil)
  }

  @Test("through points on a line is certain")
  func exact() throws {
    let line = try #require(LeastSquares(x: [1, 2, 3], y: [5, 5, 5]))
    #expect(line.slope.estimate.interval == 0...0)
    #expect(line.slope.p == 1)
    #expect(line.intercept.p == 0)
    #expect(line.residualDeviation == 0)
  }

  @Test("needs two different x; pairs that are not finite are left out")
  func degenerate() {
    #expect(LeastSquares(x: [], y: []) == nil)
    #expect(LeastSquares(x: [1], y: [1]) == nil)
    #expect(LeastSquares(x: [0.1, 0.1, 0.1], y: [1, 2, 3]) == nil)
    #expect(LeastSquares(x: [1e200, -1e200], y: [1, 2]) == nil)
    #expect(LeastSquares(x: [1, 2, .nan, 3], y: [1, 2, 3, .infinity])?.count == 2)
    #expect(LeastSquares(x: [1, 2, 3], y: [4, 5])?.count == 2)
  }
}
