package import BenchCore
package import Canvas

/// A corpus as a table: pages, sizes, pixels at a resolution, and what is wrong with a document.
package enum CorpusReport {
  /// The table and its totals, lines separated by line feeds.
  ///
  /// Lines have at most `width` cells where the numbers leave room for names.
  package static func text(
    _ documents: [Document], dpi: Double, width: Int = 100, glyphs: Glyphs = .unicode
  ) -> String {
    guard !documents.isEmpty else { return "No PDF documents." }
    let width = max(60, width)
    var table = table(documents, dpi: dpi, glyphs, isShort: false, nameLimit: .max)
    if table.width > width {
      table = self.table(documents, dpi: dpi, glyphs, isShort: true, nameLimit: .max)
    }
    if table.width > width {
      let room = (table.columnWidths.first ?? 0) - (table.width - width)
      table = self.table(documents, dpi: dpi, glyphs, isShort: true, nameLimit: max(12, room))
    }
    var blocks = [table.lines(glyphs)]
    let defects = defectEntries(documents, glyphs)
    if !defects.isEmpty { blocks.append(defects.lines(width: width, glyphs)) }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
  }

  /// With all or only the first of a document's page sizes, names cut behind so many cells.
  private static func table(
    _ documents: [Document], dpi: Double, _ glyphs: Glyphs, isShort: Bool, nameLimit: Int
  ) -> TextTable {
    let hasDefects = documents.contains { $0.defect != nil }
    var table = TextTable(
      [
        ("Document", .leading), ("Pages", .trailing), ("Size", .trailing),
        ("Page size", .leading), ("MP at \(Quantity.plain(dpi)) dpi", .trailing),
      ] + (hasDefects ? [("Defect", .leading)] : []))
    for document in documents {
      let name = Sanitizer.line(document.name, glyphs: glyphs)
      let cells = [
        DisplayWidth.truncate(name, to: nameLimit, glyphs: glyphs),
        glyphs.spelled(Quantity.count(document.pages)),
        Quantity.bytes(document.bytes),
        glyphs.spelled(PaperSize.summary(document.pageSizes, isShort: isShort)),
        glyphs.spelled(megapixels(document, dpi)),
      ]
      table.add(cells + (hasDefects ? [document.defect?.kind.words ?? ""] : []))
    }
    table.addRule()
    table.add(totals(documents, dpi, glyphs))
    return table
  }

  private static func totals(
    _ documents: [Document], _ dpi: Double, _ glyphs: Glyphs
  ) -> [String] {
    let pixels = documents.reduce(0) { $0 + $1.megapixels(atDPI: dpi) }
    return [
      Quantity.count(documents.count, "document"),
      Quantity.count(documents.reduce(0) { $0 &+ ($1.pages ?? 0) }),
      Quantity.bytes(documents.reduce(0) { $0 &+ $1.bytes }), "",
      glyphs.spelled(Quantity.number(pixels)),
    ]
  }

  private static func megapixels(_ document: Document, _ dpi: Double) -> String {
    document.pageSizes.isEmpty
      ? Quantity.none : Quantity.number(document.megapixels(atDPI: dpi))
  }

  private static func defectEntries(
    _ documents: [Document], _ glyphs: Glyphs
  ) -> [ReportEntry] {
    let damaged = documents.filter { $0.defect != nil }
    guard !damaged.isEmpty else { return [] }
    let items = damaged.map { document in
      let detail = document.defect?.detail ?? ""
      return Sanitizer.line(document.name, glyphs: glyphs, limit: 80) + ": "
        + Sanitizer.line(detail, glyphs: glyphs, limit: 300)
    }
    let count = Quantity.count(damaged.count, "document is", plural: "documents are")
    return [
      ReportEntry(
        key: "Defects",
        text: "\(count) left out of a run, unless --keep-defective sends them.", items: items)
    ]
  }
}

extension DocumentDefect.Kind {
  /// The defect as a table names it.
  var words: String {
    switch self {
    case .empty: "empty"
    case .notPDF: "not a PDF"
    case .encrypted: "encrypted"
    case .damaged: "damaged"
    case .noPages: "no pages"
    case .unreadable: "unreadable"
    case .tooSlow: "too slow"
    case .crashed: "crashed the reader"
    }
  }
}
