internal import BenchCore

/// The conditions that share a DPI and a concurrency: one table.
struct RunPointFigures {
  let dpi: Double
  /// Requests in flight; nil where the file does not say.
  let concurrency: Int?
  /// Indices of the servers in the plan: the baseline, then the others in the plan's order.
  let places: [Int]
  /// One per server, in the order of the places.
  let servers: [ServerFigures]
  /// The comparison of each server with the first one, the baseline.
  let pairs: [Judgement.Pair?]

  /// All of a run, in the plan's order.
  static func all(of figures: RunFigures) -> [RunPointFigures] {
    let plan = figures.started.plan
    let conditions = plan.conditions
    return plan.dpis.flatMap { dpi in
      plan.concurrencies.map { concurrency in
        let all = conditions.indices.filter {
          conditions[$0].dpi == dpi && conditions[$0].concurrency == concurrency
            && figures.conditions.indices.contains($0)
        }
        let own =
          all.filter { conditions[$0].server == plan.baselineIndex }
          + all.filter { conditions[$0].server != plan.baselineIndex }
        return RunPointFigures(
          dpi: dpi, concurrency: figures.timesAreReconstructed ? nil : concurrency,
          places: own.map { conditions[$0].server },
          servers: own.map { ServerFigures(figures.conditions[$0]) },
          pairs: own.map { figures.judgement.pair(of: $0) })
      }
    }
  }

  /// The table's title: `150 dpi, 4 in flight`.
  var title: String {
    let resolution = dpi > 0 ? Quantity.plain(dpi) + " dpi" : "unknown dpi"
    return resolution + (concurrency.map { ", \($0) in flight" } ?? "")
  }
}
