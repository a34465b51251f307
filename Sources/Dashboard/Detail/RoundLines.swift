internal import BenchCore
internal import Canvas
internal import Reports

/// A document's rounds as lines: what each server took, how they differ, and what went wrong.
///
///     round      Python FastAPI   Rust Axum   difference
///     warm-up            2.31 s      2.20 s   4.8 % faster
///     1                  1.92 s      1.95 s   1.6 % slower
struct RoundLines {
  let rounds: DocumentRounds
  let detail: DetailView
  let width: Int
  let glyphs: GlyphSet

  private var plan: Plan { detail.run.started.plan }

  var lines: [Line] {
    guard let table = detail.table, !rounds.rounds.isEmpty else {
      return [Line("It was sent to no server.", .muted)]
    }
    let comparison = RoundColumns(rounds, names: names(table))
    return comparison.lines(width: width, glyphs, places: places(table)) + [Line()]
      + total(table) + failures(table)
  }

  private func places(_ table: DocumentTable) -> [Int] {
    table.conditions.map {
      plan.conditions.indices.contains($0) ? plan.conditions[$0].server : 0
    }
  }

  private func names(_ table: DocumentTable) -> [String] {
    places(table).map { Sanitizer.line(plan.servers[$0].name, glyphs: glyphs.text, limit: 60) }
  }

  /// The document over all rounds, a line for each server.
  private func total(_ table: DocumentTable) -> [Line] {
    guard let row = table.rows.first(where: { $0.document == rounds.document }) else { return [] }
    var lines: [Line] = []
    for (index, name) in names(table).enumerated() {
      let cell = row.cells[index]
      var facts = [
        "geometric mean \(Quantity.duration(seconds: cell.meanSeconds))",
        "from \(Quantity.duration(seconds: cell.minimum)) to "
          + Quantity.duration(seconds: cell.maximum),
        "\(Quantity.duration(seconds: row.secondsPerPage(of: index))) a page",
      ]
      if let pages = cell.pages { facts.append(Quantity.count(pages, "page")) }
      lines += wrapped(name + ": " + facts.joined(separator: ", "), .text)
    }
    if row.disagrees {
      lines += wrapped("The servers' answers differ in pages or in text.", .warning)
    }
    return lines + [Line()]
  }

  private func failures(_ table: DocumentTable) -> [Line] {
    let names = names(table)
    return rounds.rounds.flatMap { round in
      round.records.enumerated().flatMap { index, record -> [Line] in
        guard let failure = record?.outcome.failure else { return [] }
        let when = round.round.map { "round \($0 + 1)" } ?? "warm-up"
        let words = Sanitizer.line(failure.message, glyphs: glyphs.text)
        let head = "\(names[index]), \(when): \(failure.kind.words)"
        return wrapped(head + (words.isEmpty ? "" : ": " + words), .bad)
      }
    }
  }

  private func wrapped(_ text: String, _ ink: Ink) -> [Line] {
    TextWrap.lines(glyphs.text.spelled(text), width: width, rest: "  ").map { Line($0, Style(ink)) }
  }
}

/// The columns of a document's rounds.
private struct RoundColumns {
  /// One line a round: its name, then a value and a difference for each server.
  private let rows: [(label: String, values: [String], differences: [String], isBad: [Bool])]
  private let names: [String]

  init(_ rounds: DocumentRounds, names: [String]) {
    self.names = names
    rows = rounds.rounds.map { round in
      let values = round.records.indices.map { place -> String in
        guard let record = round.records[place] else { return Quantity.none }
        guard let failure = record.outcome.failure else {
          return Quantity.duration(seconds: record.serviceSeconds)
        }
        return failure.kind.words + (record.httpStatus.map { " \($0)" } ?? "")
      }
      let differences = round.records.indices.map { place in
        round.ratio(of: place).map { Wording.difference(of: $0, against: 1, .time) } ?? ""
      }
      return (
        round.round.map { "\($0 + 1)" } ?? "warm-up", values, differences,
        round.records.map { $0?.outcome.failure != nil }
      )
    }
  }

  func lines(width: Int, _ glyphs: GlyphSet, places: [Int]) -> [Line] {
    let label = rows.reduce(5) { max($0, glyphs.width(of: $1.label)) }
    let values = names.indices.map { index in
      rows.reduce(min(20, glyphs.width(of: names[index]))) {
        max($0, glyphs.width(of: $1.values[index]))
      }
    }
    // More servers than fit keep their times and lose their differences.
    let differences = names.indices.map { index in
      rows.reduce(0) { max($0, glyphs.width(of: $1.differences[index])) }
    }
    let whole =
      values.reduce(label) { $0 + 3 + $1 } + differences.reduce(0) { $0 + ($1 > 0 ? $1 + 2 : 0) }
    let told = whole <= width ? differences : differences.map { _ in 0 }
    func fit(_ text: String, _ width: Int) -> String {
      let spelled = glyphs.text.spelled(text)
      return DisplayWidth.pad(
        DisplayWidth.truncate(spelled, to: width, glyphs: glyphs.text), to: width, .trailing)
    }
    var head = Line(DisplayWidth.pad("round", to: label, .leading), .muted)
    for index in names.indices {
      head.spans.append(
        Span("   " + fit(names[index], values[index]), Style(.series(places[index])).bold))
      if told[index] > 0 { head.spans.append(Span("  " + fit("", told[index]))) }
    }
    return [head]
      + rows.map { row in
        var line = Line(DisplayWidth.pad(row.label, to: label, .leading), .muted)
        for index in names.indices {
          line.spans.append(
            Span(
              "   " + fit(row.values[index], values[index]), row.isBad[index] ? Style(.bad) : .plain
            ))
          if told[index] > 0 {
            line.spans.append(Span("  " + fit(row.differences[index], told[index]), Style(.accent)))
          }
        }
        return line
      }
  }
}
