internal import BenchCore
internal import Canvas
internal import Reports

/// Where the parts of the compare screen are: all at once where there is room, else one of them.
struct CompareLayout {
  let figures: Rect?
  let documents: Rect?
  let charts: Rect?
  let notes: Rect?
  /// The line that tells what speaks against the figures, where the notes are not seen.
  let summary: Rect?
  /// What the arrows scroll, how many rows it has, and how many are seen.
  let scrolling: CompareView.Section
  let total: Int
  let visible: Int

  init(_ state: DashboardState) {
    let compare = state.compare
    let body = Frame(state.size).body
    let isWide = body.width >= 140 && body.height >= 34
    let figureRows: Int
    let section = isWide && compare.section == .figures ? .documents : compare.section
    if isWide {
      let parts = body.columns([.share(16), .share(10)])
      figureRows = Self.figureRows(compare, width: parts[0].width - 4, state.glyphs)
      let notes = min(
        CompareNotes.lines(compare, width: parts[0].width - 4, state.glyphs).count,
        max(3, body.height / 5))
      // Few documents leave room for every figure.
      let documentRows = min((compare.documents?.rows.count ?? 0) + 3, body.height / 4)
      let room = max(body.height / 2, body.height - notes - 2 - max(5, documentRows))
      let left = parts[0].rows([
        .fixed(notes + 2), .fixed(min(figureRows + 3, room)), .minimum(5),
      ])
      (self.notes, figures, documents) = (left[0], left[1], left[2])
      charts = parts[1]
      summary = nil
    } else {
      let parts = body.rows([.fixed(1), .minimum(3)])
      figureRows = Self.figureRows(compare, width: body.width - 4, state.glyphs)
      summary = parts[0]
      notes = section == .notes ? parts[1] : nil
      figures = section == .figures ? parts[1] : nil
      documents = section == .documents ? parts[1] : nil
      charts = section == .charts ? parts[1] : nil
    }
    scrolling = section
    switch section {
    case .figures:
      total = figureRows
      visible = max(1, (figures?.height ?? 0) - 3)
    case .documents, .charts:
      total = section == .charts ? 0 : compare.documents?.rows.count ?? 0
      visible = max(1, (documents?.height ?? 0) - 3)
    case .notes:
      total = CompareNotes.lines(compare, width: (notes?.width ?? 4) - 4, state.glyphs).count
      visible = max(1, (notes?.height ?? 0) - 2)
    }
  }

  private static func figureRows(
    _ compare: CompareView, width: Int, _ glyphs: GlyphSet
  ) -> Int {
    compare.comparison.map {
      CompareFigures(compare, $0, width: width, glyphs).height
    } ?? 0
  }
}

/// What the columns are and what speaks against them, as lines.
enum CompareNotes {
  static func lines(_ compare: CompareView, width: Int, _ glyphs: GlyphSet) -> [Line] {
    guard let comparison = compare.comparison else { return [] }
    let width = max(20, width)
    let reading = compare.outstanding > 0 ? [Line(reading(compare), .muted)] : []
    return unread(compare, width: width, glyphs) + reading
      + CompareHeader.files(comparison, glyphs.text).lines(width: width, glyphs.text)
      .map { Line($0) }
      + CompareHeader.caveats(comparison, glyphs.text).lines(width: width, glyphs.text)
      .map { Line($0, Style(.warning)) }
      + CompareHeader.legend(comparison).lines(width: width, glyphs.text).map { Line($0, .muted) }
  }

  /// Each file that could not be read, with the reason.
  static func unread(_ compare: CompareView, width: Int, _ glyphs: GlyphSet) -> [Line] {
    CompareHeader.unread(compare.unread.map(\.reason), glyphs.text)
      .lines(width: max(20, width), glyphs.text).map { Line($0, Style(.bad)) }
  }

  /// How many files nothing is known of yet.
  static func reading(_ compare: CompareView) -> String {
    let count = Quantity.count(compare.outstanding)
    return "reading \(count) of \(Quantity.count(compare.paths.count, "file")) …"
  }

  /// All kinds of caveats in one line: `★ Apart · Settings`; first of all what is missing.
  static func summary(_ compare: CompareView, _ comparison: RunComparison) -> Line {
    var words: [String] = []
    for caveat in comparison.caveats where !words.contains(caveat.kind.phrase) {
      words.append(caveat.kind.phrase)
    }
    let unread = compare.unread.count
    var line = Line()
    if unread > 0 {
      line = line + Line("\(Quantity.count(unread, "file")) not read  ", Style(.bad).bold)
    }
    if compare.outstanding > 0 { line = line + Line(reading(compare) + "  ", .muted) }
    guard !words.isEmpty else {
      return line + Line(unread > 0 ? "" : "nothing speaks against it", .muted)
    }
    let stars = Line("★ " + words.joined(separator: " · "), Style(.warning))
    return line + stars + (compare.section == .notes ? Line() : Line("   v: notes", .muted))
  }
}
