internal import BenchCore
internal import Canvas
internal import Statistics

/// The table of documents: what each took on every server.
enum HTMLDocuments {
  /// Most rows; a page of more is slow to open.
  static let limit = 1000

  static func table(_ pictures: HTMLPictures) -> String {
    let corpus = pictures.figures.started.corpus
    guard !corpus.isEmpty else { return "" }
    let more =
      corpus.count > limit
      ? "<p class=\"fine\">The first \(Quantity.count(limit)) of "
        + "\(Quantity.count(corpus.count, "document")); all of them are in the CSV export.</p>" : ""
    return pictures.each { point, conditions in
      HTMLTable.of(grid(pictures, point, conditions)) + more
    }
  }

  private static func grid(
    _ pictures: HTMLPictures, _ point: RunPointFigures, _ conditions: [Int]
  ) -> ReportGrid {
    let names = point.places.map { pictures.names[$0] }
    let own = conditions.map { pictures.samples.conditions[$0] }
    let hasFailures = own.contains { !$0.failures.isEmpty }
    let hasTexts = own.count > 1 && own.allSatisfy { !$0.digests.isEmpty }
    let pairs = own.dropFirst().map { ratios(own.first, $0) }
    var header = ["Document", "Pages"]
    for (index, name) in names.enumerated() {
      header.append(name)
      if index > 0 { header.append(names.count == 2 ? "Difference" : "\(name), difference") }
    }
    if hasFailures { header.append("Failed") }
    if hasTexts { header.append("Texts") }
    let corpus = pictures.figures.started.corpus
    let rows = corpus.indices.prefix(limit).map { document in
      var cells = [
        Sanitizer.line(corpus[document].name, limit: 120), Quantity.count(corpus[document].pages),
      ]
      for (index, condition) in own.enumerated() {
        cells.append(Quantity.duration(seconds: condition.mean(document)))
        if index > 0 {
          cells.append(Wording.difference(of: pairs[index - 1][document], against: 1, .time))
        }
      }
      let failed = own.reduce(0) { $0 + ($1.failures[document] ?? 0) }
      if hasFailures { cells.append(failed == 0 ? "" : Quantity.count(failed)) }
      if hasTexts { cells.append(agreement(own.map { $0.digests[document] ?? [] })) }
      return ReportGrid.Row(cells: cells)
    }
    return ReportGrid(header: header, rows: rows)
  }

  /// Ratio of each document that both answered, over the rounds in which both did.
  private static func ratios(_ baseline: RunSamples.Of?, _ other: RunSamples.Of) -> [Int: Double] {
    guard let baseline else { return [:] }
    let times = PairedTimes(baseline: baseline.times, other: other.times)
    return Dictionary(
      uniqueKeysWithValues: zip(times.documents, times.byDocument.map(LogRatio.ratio)))
  }

  private static func agreement(_ digests: [Set<String>]) -> String {
    guard digests.allSatisfy({ !$0.isEmpty }) else { return Quantity.none }
    return Set(digests.flatMap { $0 }).count == 1 ? "agree" : "differ"
  }
}

/// What was run, and on what.
enum HTMLPlan {
  static func list(_ run: SavedRun, _ figures: RunFigures) -> String {
    let (started, plan) = (figures.started, figures.started.plan)
    var facts: [(String, String)] = []
    if !run.timesAreReconstructed {
      facts += [
        ("Resolution", plan.dpis.map(Quantity.plain).joined(separator: ", ") + " dpi"),
        ("In flight", plan.concurrencies.map(String.init).joined(separator: ", ")),
        ("Rounds", Quantity.count(plan.rounds)),
        ("Warm-up", Quantity.count(plan.warmUp, "request") + " to each"),
        ("Order", plan.order.rawValue), ("Seed", String(plan.seed)),
        ("Timeout", Quantity.duration(seconds: plan.timeoutSeconds)),
        ("Answers", plan.stream ? "page by page" : "whole"),
        ("Host", "\(started.host.name), \(started.host.system)"),
        ("Processor", "\(started.host.processor), \(Quantity.count(started.host.cores, "core"))"),
        ("Memory", Quantity.bytes(started.host.memoryBytes)),
        ("Program", "slimbench \(started.version)"),
        ("Command", started.arguments.joined(separator: " ")),
      ]
      if let governor = started.host.governor { facts.append(("Governor", governor)) }
    }
    facts += [("Documents", plan.corpus.directory), ("Run", started.runID)]
    let entries = facts.map {
      ReportEntry(key: $0.0, text: Sanitizer.line($0.1, limit: 400))
    }.filter { !$0.text.isEmpty }
    return HTMLReport.entries(entries)
  }
}
