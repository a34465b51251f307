package import BenchCore

/// The conditions that share a DPI and a concurrency: one table, or one part of a sweep's.
package struct RunPointFigures {
  let dpi: Double
  /// Requests in flight; nil where the file does not say.
  let concurrency: Int?
  /// Indices of the servers in the plan: the baseline, then the others in the plan's order.
  let places: [Int]
  /// One per server, in the order of the places.
  let servers: [ServerFigures]
  /// The comparison of each server with the first one, the baseline; nil while the run goes on.
  let pairs: [Judgement.Pair?]
  /// What those come to, in words; empty where nothing is compared.
  let differences: [String]

  /// All of a run that has ended, in the plan's order.
  static func all(of figures: RunFigures) -> [RunPointFigures] {
    all(of: figures.started.plan, count: figures.conditions.count) { point, places, own in
      let pairs = own.map { figures.judgement.pair(of: $0) }
      return RunPointFigures(
        dpi: point.dpi, concurrency: figures.timesAreReconstructed ? nil : point.concurrency,
        places: places,
        servers: zip(own, places).map { condition, server in
          ServerFigures(figures.conditions[condition]).adding(
            figures.servers.indices.contains(server) ? figures.servers[server] : nil)
        }, pairs: pairs,
        differences: pairs.map { pair in
          pair.map { words(VerdictWords(judgement: figures.judgement, pair: $0)) } ?? ""
        })
    }
  }

  /// All of a run that goes on, in the plan's order.
  ///
  /// - Parameter comparisons: Those of a moment ago.
  package static func all(
    soFar state: RunState, _ comparisons: [ConditionComparison]
  ) -> [RunPointFigures] {
    guard let plan = state.started?.plan else { return [] }
    return all(of: plan, count: state.conditions.count) { point, places, own in
      RunPointFigures(
        dpi: point.dpi, concurrency: point.concurrency, places: places,
        servers: own.map { ServerFigures(state.conditions[$0]) }, pairs: own.map { _ in nil },
        differences: own.map { condition in
          comparisons.first { $0.other == condition }.map { words(VerdictWords(soFar: $0)) } ?? ""
        })
    }
  }

  private static func all(
    of plan: Plan, count: Int,
    _ make: (_ point: RunPoint, _ places: [Int], _ conditions: [Int]) -> RunPointFigures
  ) -> [RunPointFigures] {
    let conditions = plan.conditions
    return zip(plan.points, plan.comparableConditions).map { point, all in
      let own = all.filter { $0 < count }
      return make(point, own.map { conditions[$0].server }, own)
    }
  }

  /// `3.4 % slower ★`, with a question mark where it is not certain.
  private static func words(_ words: VerdictWords) -> String {
    words.isCertain ? words.effect : words.effect + " ?"
  }

  /// The table's title: `150 dpi, 4 in flight`.
  var title: String {
    let resolution = dpi > 0 ? Quantity.plain(dpi) + " dpi" : "unknown dpi"
    return resolution + (concurrency.map { ", \($0) in flight" } ?? "")
  }
}
