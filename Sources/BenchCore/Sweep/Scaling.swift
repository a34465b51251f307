/// How a server's throughput grows with the requests in flight.
package struct Scaling: Equatable, Sendable {
  /// A concurrency with what came out of it.
  package struct Step: Equatable, Sendable {
    package var concurrency: Int
    /// Work done a second; nil where nothing was.
    package var throughput: Double?

    package init(concurrency: Int, throughput: Double?) {
      self.concurrency = concurrency
      self.throughput = throughput
    }
  }

  /// By concurrency, ascending.
  package let steps: [Step]

  package init(_ steps: [Step]) {
    self.steps = steps.sorted { $0.concurrency < $1.concurrency }
  }

  /// A step whose throughput is at least this share of the highest counts as reaching it: two
  /// measurements of the same throughput differ by as much.
  package static let plateau = 0.9

  /// Throughput as a share of what the first step's would be with so many in flight: 1 where each of
  /// them gets as much done as alone, 1/c where more in flight bring nothing.
  ///
  /// Against the lowest concurrency measured, mostly 1; nil where either throughput is unknown.
  package func efficiency(at concurrency: Int) -> Double? {
    guard let first = steps.first, let alone = first.throughput, alone > 0,
      let step = steps.first(where: { $0.concurrency == concurrency }),
      let throughput = step.throughput
    else { return nil }
    return throughput / alone * Double(first.concurrency) / Double(concurrency)
  }

  /// Where throughput stops growing: the lowest concurrency that reaches the highest throughput, up
  /// to `plateau`.
  ///
  /// Nil where fewer than two are known, and where only the highest concurrency reaches it: then it
  /// may be growing still.
  package var knee: Int? {
    let known = steps.filter { $0.throughput != nil }
    guard known.count > 1, let last = known.last,
      let highest = known.compactMap(\.throughput).max(), highest > 0,
      let knee = known.first(where: { $0.throughput ?? 0 >= Self.plateau * highest }),
      knee.concurrency != last.concurrency
    else { return nil }
    return knee.concurrency
  }
}
