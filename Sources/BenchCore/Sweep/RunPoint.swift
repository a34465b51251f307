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

extension Condition {
  /// What it shares with the conditions that it can be compared with.
  package var point: RunPoint { RunPoint(dpi: dpi, concurrency: concurrency) }
}

extension Plan {
  /// Every point of the plan, in the order of its conditions.
  package var points: [RunPoint] {
    dpis.flatMap { dpi in concurrencies.map { RunPoint(dpi: dpi, concurrency: $0) } }
  }

  /// Whether it measures at more than one resolution or concurrency.
  package var isSweep: Bool { dpis.count > 1 || concurrencies.count > 1 }

  /// The plan for one of its points alone.
  package func narrowed(to point: RunPoint) -> Plan {
    var plan = self
    plan.dpis = [point.dpi]
    plan.concurrencies = [point.concurrency]
    return plan
  }
}

/// Which part of a sweep a run is: one resolution and concurrency of several, measured together.
package struct SweepPart: Codable, Hashable, Sendable {
  /// The same for every part.
  package var id: String
  /// How many parts the sweep has.
  package var parts: Int
  /// Whether requests of other parts ran in between its own: what the load generator says of itself
  /// is then of all of them.
  package var sharesTime: Bool

  package init(id: String, parts: Int, sharesTime: Bool) {
    self.id = id
    self.parts = parts
    self.sharesTime = sharesTime
  }
}
