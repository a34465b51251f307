/// Finds what speaks against reading several files as one table.
struct CompareCaveats {
  let runs: [ComparedRun]
  let columns: [ComparedColumn]
  let pivot: ComparePivot
  let shared: SharedDocuments
  let pairs: [RunComparison.Pair]

  /// The most severe first.
  var all: [CompareCaveat] {
    let found =
      runs.indices.flatMap(own) + documents + answers + settings + servers + hosts + versions
      + sameRuns + apart
    return CompareCaveat.Kind.allCases.flatMap { kind in found.filter { $0.kind == kind } }
  }

  private func letter(_ run: Int) -> String { ComparedColumn.letter(ofRun: run) }

  /// What a file says against itself.
  private func own(_ index: Int) -> [CompareCaveat] {
    let run = runs[index]
    let name = letter(index)
    var caveats: [CompareCaveat] = []
    switch run.figures.finished?.reason {
    case .completed: break
    case .interrupted:
      caveats.append(
        CompareCaveat(kind: .incomplete, sentence: "\(name) was stopped before its end."))
    case .failed:
      caveats.append(CompareCaveat(kind: .incomplete, sentence: "\(name) could not go on."))
    case nil:
      caveats.append(
        CompareCaveat(kind: .incomplete, sentence: "\(name) has no end: it was killed, or goes on.")
      )
    }
    if run.kind == .guide {
      caveats.append(
        CompareCaveat(
          kind: .guide,
          sentence:
            "\(name) tells no resolution, concurrency or host, and no times of its requests: "
            + "its throughput is work per summed service time."))
    }
    for diagnosis in run.figures.judgement.diagnoses where diagnosis.severity <= .warning {
      let kind: CompareCaveat.Kind =
        switch diagnosis.kind {
        case _ where diagnosis.severity == .serious: .withheld
        case .dpiIgnored: .dpiIgnored
        case .resumed: .resumed
        default: .warning
        }
      caveats.append(CompareCaveat(kind: kind, sentence: "\(name): \(diagnosis.sentence)"))
    }
    let failed = columns.filter { $0.run == index && $0.summary.failed > 0 }
    if !failed.isEmpty {
      let counts = failed.map {
        "\(Quantity.count($0.summary.failed)) of \(Quantity.count($0.summary.total)) of \($0.label)"
      }
      caveats.append(
        CompareCaveat(
          kind: .failures,
          sentence: "requests failed, and are in no time: " + counts.joined(separator: ", ") + "."))
    }
    return caveats
  }

  /// What can be said without pairs, of the first few columns.
  private var unpaired: String {
    let told = pairs.filter(\.isApart).compactMap { pair -> String? in
      let (column, base) = (columns[pair.column], columns[pair.baseline])
      return UnpairedComparison(
        baseline: runs[base.run].times[base.condition],
        other: runs[column.run].times[column.condition]
      ).map { "\(column.label) against \(base.label) \($0.words)" }
    }
    guard !told.isEmpty else { return "" }
    return " As samples (Mann and Whitney), which other documents alone can make differ: "
      + told.prefix(3).joined(separator: "; ") + "."
  }

  private var documents: [CompareCaveat] {
    guard runs.count > 1 else { return [] }
    if shared.indices.isEmpty {
      return [
        CompareCaveat(
          kind: .nothingShared,
          sentence: "no document is the same in all files: nothing is paired across them."
            + unpaired)
      ]
    }
    var caveats: [CompareCaveat] = []
    let count = Quantity.count(shared.indices.count, "document")
    if !shared.missing.isEmpty {
      let names = Self.list(
        shared.missing.map { left in
          "\(left.name) (only \(left.runs.map(letter).joined(separator: ", ")))"
        })
      caveats.append(
        CompareCaveat(
          kind: .documentsMissing,
          sentence: "not in all files, left out of the pairs: \(names). "
            + "Pairs are of \(count); percentiles and rates are of each file's own documents."))
    }
    if !shared.changed.isEmpty {
      caveats.append(
        CompareCaveat(
          kind: .documentsChanged,
          sentence: "other bytes under one path, left out of the pairs: "
            + Self.list(shared.changed.map(\.name)) + "."))
    }
    return caveats
  }

  /// At one resolution texts should be the same; at another one they may well differ.
  private var answers: [CompareCaveat] {
    pairs.compactMap { pair in
      let (own, base) = (columns[pair.column], columns[pair.baseline])
      guard pair.isApart, own.dpi == base.dpi, !pair.agreement.isWhole else { return nil }
      return CompareCaveat(
        kind: .answersDiffer,
        sentence: "\(own.label) answers otherwise than \(base.label) to "
          + "\(Quantity.count(pair.agreement.differing.count)) of "
          + "\(Quantity.count(pair.agreement.compared, "document")).")
    }
  }

  /// Everything but what the table is about.
  private var settings: [CompareCaveat] {
    // The guide's files tell no settings.
    let known = runs.indices.filter { runs[$0].kind != .guide }
    guard known.count > 1 else { return [] }
    var facts: [(String, (ComparedRun) -> String)] = [
      ("rounds", { String($0.figures.rounds) }),
      ("order", { $0.plan.order.rawValue }),
      ("load model", { Self.words($0.plan.load) }),
      ("warm-up", { String($0.plan.warmUp) }),
      ("answers", { $0.plan.stream ? "page by page" : "whole" }),
      ("timeout", { Quantity.duration(seconds: $0.plan.timeoutSeconds) }),
    ]
    if pivot != .concurrency {
      facts.append(
        ("in flight", { $0.plan.concurrencies.map(String.init).joined(separator: ", ") }))
    }
    if pivot != .dpi {
      facts.append(("dpi", { $0.plan.dpis.map(Quantity.plain).joined(separator: ", ") }))
    }
    return facts.compactMap { name, fact in
      Self.difference(known.map { (letter($0), fact(runs[$0])) }).map {
        CompareCaveat(kind: .settings, sentence: "\(name) differ: \($0).")
      }
    }
  }

  private var servers: [CompareCaveat] {
    var keys: [String] = []
    for run in runs where run.kind != .guide {
      for server in run.plan.servers where !keys.contains(server.key) { keys.append(server.key) }
    }
    return keys.compactMap { key in
      let origins = runs.indices.filter { runs[$0].kind != .guide }.compactMap { index in
        runs[index].plan.servers.first { $0.key == key }.map {
          (letter(index), Self.words($0.origin))
        }
      }
      return Self.difference(origins).map {
        CompareCaveat(kind: .servers, sentence: "\(key) is not the same everywhere: \($0).")
      }
    }
  }

  private var hosts: [CompareCaveat] {
    let known = runs.indices.filter { !runs[$0].figures.started.host.name.isEmpty }
    let words = known.map { index in
      let host = runs[index].figures.started.host
      let parts = [host.name, host.processor, Quantity.count(host.cores, "core"), host.system]
      return (
        letter(index),
        (parts + (host.governor.map { ["governor \($0)"] } ?? [])).filter { !$0.isEmpty }
          .joined(separator: ", ")
      )
    }
    return Self.difference(words).map {
      [CompareCaveat(kind: .host, sentence: "the load came from other machines: \($0).")]
    } ?? []
  }

  private var versions: [CompareCaveat] {
    let known = runs.indices.filter { !runs[$0].figures.started.version.isEmpty }
    return Self.difference(known.map { (letter($0), runs[$0].figures.started.version) }).map {
      [CompareCaveat(kind: .version, sentence: "measured by other versions of slimbench: \($0).")]
    } ?? []
  }

  private var sameRuns: [CompareCaveat] {
    let ids = runs.map(\.figures.started.runID)
    let doubles = runs.indices.filter { index in ids.count { $0 == ids[index] } > 1 }
    guard !doubles.isEmpty else { return [] }
    return [
      CompareCaveat(
        kind: .sameRun,
        sentence: "one and the same run: " + doubles.map(letter).joined(separator: ", ")
          + "; comparing it with itself tells nothing.")
    ]
  }

  private var apart: [CompareCaveat] {
    let own = pairs.filter(\.isApart)
    guard !own.isEmpty else { return [] }
    var sentence = "files were measured apart, one after the other: whatever changed between them "
    sentence += "(heat, other work, software) is in every difference across files."
    if own.contains(where: { $0.comparison.limitation != nil }) {
      sentence += " Their intervals are over documents and describe these runs alone: the noise "
      sentence += "between passes is not in them."
    }
    let rounds = Set(
      own.flatMap { [columns[$0.column].run, columns[$0.baseline].run] }
        .map { runs[$0].figures.rounds })
    if rounds.count > 1, let least = rounds.min() {
      sentence += " Of each pair the first \(Quantity.count(least, "round")) or more are compared, "
      sentence += "as far as both have them."
    }
    return [CompareCaveat(kind: .apart, sentence: sentence)]
  }

  /// `A 1, B and C 3`; nil where all are the same.
  private static func difference(_ facts: [(String, String)]) -> String? {
    var values: [String] = []
    for fact in facts where !values.contains(fact.1) { values.append(fact.1) }
    guard values.count > 1 else { return nil }
    return values.map { value in
      let owners = facts.filter { $0.1 == value }.map(\.0)
      return owners.joined(separator: " and ") + " " + value
    }.joined(separator: "; ")
  }

  /// The first few of them.
  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(nameLimit).joined(separator: ", ")
    let rest = names.count - nameLimit
    return rest > 0 ? shown + " and \(Quantity.count(rest)) more" : shown
  }

  /// Most documents that one sentence names; `SharedDocuments` has all of them.
  static let nameLimit = 8

  private static func words(_ load: LoadModel) -> String {
    load.open.map { "open, \(Quantity.plain($0.ratePerSecond))/s \($0.arrivals.rawValue)" }
      ?? "closed"
  }

  private static func words(_ origin: ServerOrigin) -> String {
    switch origin {
    case .url(let url): url
    case .embedded(let spec): "embedded:" + spec
    case .container(let port): "port \(port) of its container"
    }
  }
}
