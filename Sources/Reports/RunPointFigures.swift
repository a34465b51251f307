internal import BenchCore

/// The conditions that share a DPI and a concurrency: one table.
struct RunPointFigures {
  let dpi: Double
  let concurrency: Int
  /// One per server, in the plan's order.
  let servers: [ServerFigures]

  /// All of a run, in the plan's order.
  static func all(of figures: RunFigures) -> [RunPointFigures] {
    let plan = figures.started.plan
    let pairs = Array(zip(plan.conditions, figures.conditions))
    return plan.dpis.flatMap { dpi in
      plan.concurrencies.map { concurrency in
        RunPointFigures(
          dpi: dpi, concurrency: concurrency,
          servers: pairs.filter { $0.0.dpi == dpi && $0.0.concurrency == concurrency }.map {
            ServerFigures($0.1)
          })
      }
    }
  }

  /// The table's title: `150 dpi, 4 in flight`.
  var title: String {
    (dpi > 0 ? Quantity.plain(dpi) + " dpi" : "unknown dpi") + ", \(concurrency) in flight"
  }
}
