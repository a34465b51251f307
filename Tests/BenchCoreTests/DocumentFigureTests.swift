import Statistics
import Testing

@testable import BenchCore

/// Figures that know which document a request was for.
@Suite
struct DocumentFigureTests {
  private static func matrix(_ milliseconds: [[Int?]]) -> ServiceMatrix {
    var matrix = ServiceMatrix(documents: milliseconds.count)
    for (document, row) in milliseconds.enumerated() {
      for (round, time) in row.enumerated() {
        if let time { matrix.set(Double(time) / 1000, round: round, document: document) }
      }
    }
    return matrix
  }

  // R: t <- rbind(c(100,100,160), c(1000,1100,1200), c(500,500,500), c(200,220,210))
  //    quantile(as.vector(t / apply(t, 1, median)), c(.5, .9))
  @Test("Tail factors are service times over the document's own median")
  func tail() throws {
    let tail = TailFactors(
      Self.matrix([
        [100, 100, 160], [1000, 1100, 1200], [500, 500, 500], [200, 220, 210], [9000, nil, nil],
      ]))
    #expect(tail.count == 12, "a document that was answered once has no usual time")
    #expect(try #require(tail.percentile(0.5)) == 1)
    #expect(abs(try #require(tail.percentile(0.9)) - 1.08658008658009) < 1e-12)
    #expect(tail.percentile(0.99) == nil, "12 of them carry no p99")
    #expect(TailFactors(Self.matrix([[5], [7]])).count == 0)
  }

  // R: confint(lm(seconds ~ pages)), pages c(1,2,3,4,30,31),
  //    seconds c(.15,.24,.33,.45,3.1,3.05)
  @Test("Fixed overhead and seconds per page are a line through the documents' means")
  func size() throws {
    let pages: [Int?] = [1, 2, 3, 4, 30, 31, nil]
    let corpus = pages.map { Document(name: "d", bytes: 1, pages: $0, sha256: "") }
    let size = SizeFigures(
      Self.matrix([
        [100, 200], [240, nil], [330, 330], [440, 460], [3100], [3050], [99_000],
      ]), corpus)
    let line = try #require(size.line)
    #expect(line.count == 6)
    #expect(abs(line.intercept.estimate.value - 0.0449246629659001) < 1e-12)
    #expect(abs(line.slope.estimate.value - 0.0993021411578113) < 1e-12)
    let intercept = try #require(line.intercept.estimate.interval)
    #expect(abs(intercept.lowerBound - -0.0363256833678203) < 1e-9)
    #expect(abs(intercept.upperBound - 0.126175009299620) < 1e-9)
    let slope = try #require(line.slope.estimate.interval)
    #expect(abs(slope.lowerBound - 0.0947254133787690) < 1e-9)
    #expect(abs(slope.upperBound - 0.103878868936854) < 1e-9)
    #expect(size.buckets.map(\.range) == [.small, .middle, .large])
    #expect(size.buckets.map(\.documents) == [3, 2, 1])
    for (bucket, mean) in zip(size.buckets, [0.24, 1.775, 3.05]) {
      #expect(abs(bucket.mean - mean) < 1e-12)
    }
  }

  @Test("Sizes that are all the same have no line, and a bucket without documents is not there")
  func oneSize() {
    let corpus = (0..<3).map { _ in Document(name: "d", bytes: 1, pages: 4, sha256: "") }
    let size = SizeFigures(Self.matrix([[1], [2], [3]]), corpus)
    #expect(size.line == nil)
    #expect(size.buckets.map(\.range.from) == [4])
    #expect(SizeFigures(Self.matrix([]), []).buckets.isEmpty)
  }

  // R: quantile(c(seq(.1, 1, .1), Inf, Inf), p), type 7, where neither neighbour is infinite.
  @Test(
    "A percentile with failures in it is infinite from where they begin",
    arguments: [(0.5, 0.65), (0.75, 0.925), (0.9, .infinity)] as [(Double, Double)])
  func adjusted(p: Double, seconds: Double) throws {
    var summary = ConditionSummary()
    summary.serviceSeconds = (1...10).map { Double($0) / 10 }
    summary.total = 12
    summary.succeeded = 10
    summary.failures = [.http: 1, .timeout: 1]
    let value = try #require(summary.adjustedPercentile(p))
    #expect(value == seconds || abs(value - seconds) < 1e-12)
    summary.failures = [.http: 1, .aborted: 1]
    summary.total = 12
    #expect(summary.adjustedPercentile(0.9) == 1.0, "the stop is no failure of the server")
  }

  @Test("The run's figures hold them for every condition")
  func wiring() throws {
    var run = MeasuredRun()
    run.pages = [1, 2, 3, 4, 5, 6, 7, nil]
    run.milliseconds = { server, document, round in
      // 20 ms a document and 10 (or 20) a page; the second round takes twice the first's.
      (20 + 10 * Int64(server + 1) * Int64(document + 1)) * Int64(round + 1)
    }
    let figures = try run.figures()
    #expect(figures.conditions.map(\.tail.count) == [16, 16])
    for (index, summary) in figures.conditions.enumerated() {
      let line = try #require(summary.size.line)
      #expect(abs(line.intercept.estimate.value - 0.03) < 1e-9)
      #expect(abs(line.slope.estimate.value - 0.015 * Double(index + 1)) < 1e-9)
      // Half of the factors are 2/3, half 4/3.
      #expect(abs(try #require(summary.tail.percentile(0.5)) - 1) < 1e-9)
    }
  }
}
