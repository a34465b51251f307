/// One condition of one file: a column of the comparison.
package struct ComparedColumn: Equatable, Sendable {
  /// Index of the file.
  package let run: Int
  /// Index of the condition in the file's plan.
  package let condition: Int
  /// The server's key, and what its plan calls it; the name is foreign text.
  package let server: String
  package let serverName: String
  /// Dots per inch; nil where the file does not say.
  package let dpi: Double?
  /// Requests in flight; nil where the file does not say.
  package let concurrency: Int?
  package let summary: ConditionSummary
  /// Unique on the table: `python@100`, `python@100 c4`, `python@100 B`.
  package internal(set) var label = ""

  /// All conditions that were measured, file by file.
  static func all(_ runs: [ComparedRun]) -> [ComparedColumn] {
    var columns: [ComparedColumn] = []
    for (index, run) in runs.enumerated() {
      let isGuide = run.kind == .guide
      let conditions = run.plan.conditions
      for (place, summary) in run.figures.conditions.enumerated() where summary.total > 0 {
        let condition = conditions[place]
        let server = run.plan.servers[condition.server]
        columns.append(
          ComparedColumn(
            run: index, condition: place, server: server.key, serverName: server.name,
            dpi: isGuide ? nil : condition.dpi,
            concurrency: isGuide ? nil : condition.concurrency, summary: summary))
      }
    }
    name(&columns)
    return columns
  }

  /// The letter that tables call a file by: `A` for the first.
  package static func letter(ofRun run: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return letters.indices.contains(run) ? String(letters[run]) : "#\(run + 1)"
  }

  /// The shortest names that tell columns apart, all of one form.
  private static func name(_ columns: inout [ComparedColumn]) {
    let hasConcurrencies = Set(columns.compactMap(\.concurrency)).count > 1
    for index in columns.indices {
      let own = columns[index]
      columns[index].label =
        own.server + (own.dpi.map { "@" + Quantity.plain($0) } ?? "")
        + (hasConcurrencies ? own.concurrency.map { " c\($0)" } ?? "" : "")
    }
    guard Set(columns.map(\.label)).count < columns.count else { return }
    for index in columns.indices {
      columns[index].label += " " + letter(ofRun: columns[index].run)
    }
  }
}
