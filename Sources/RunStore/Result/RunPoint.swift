package import BenchCore

/// A resolution and a concurrency, of which a sweep has several and a result file one.
package struct RunPoint: Hashable, Sendable {
  /// Dots per inch.
  package var dpi: Double
  package var concurrency: Int

  package init(dpi: Double, concurrency: Int) {
    self.dpi = dpi
    self.concurrency = concurrency
  }
}

extension Plan {
  /// Every point of the plan, in the order of its conditions.
  package var points: [RunPoint] {
    dpis.flatMap { dpi in concurrencies.map { RunPoint(dpi: dpi, concurrency: $0) } }
  }
}
