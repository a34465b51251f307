import PopplerKit
import Testing

/// Agreement with poppler's own command-line programs.
struct PopplerUtilsAgreementTests {
  /// Boxes and rotations that could be rounded or turned wrongly.
  static let geometries: [(box: String, extra: String)] = [
    ("[0 0 612 792]", ""), ("[0 0 595.276 841.89]", ""), ("[0 0 595 842]", "/Rotate 90"),
    ("[0 0 595.276 841.89]", "/Rotate 270"), ("[0 0 300.01 199.99]", "/Rotate 180"),
    ("[0 0 123.4 567.8]", "/Rotate -90"), ("[0 0 123.4 567.8]", "/Rotate 450"),
    ("[0 0 123.4 567.8]", "/Rotate 45"), ("[-50 -20 333.3 444.4]", ""), ("[600 700 0 0]", ""),
    ("[0 0 612 792]", "/CropBox [100 100 400.5 300.25]"),
    ("[0 0 612 792]", "/CropBox [100 100 400.5 300.25] /Rotate 90"),
    ("[0 0 200 200]", "/CropBox [-100 -100 150 900]"),
    ("[0 0 200 200]", "/CropBox [300 300 500 500]"), ("[0 0 0.4 7]", ""),
    ("[0 0 200 300]", "/UserUnit 2"), ("[0 0 72.48 72.24]", ""), ("[0 0 419.528 297.638]", ""),
    ("[0 0 841.8898 1190.551]", "/Rotate 90"), ("nonsense", ""),
  ]

  @Test(
    "as many pixels as pdftoppm makes",
    .enabled(if: Support.has("pdftoppm"), "pdftoppm is not installed"),
    arguments: geometries, [72.0, 150, 300])
  func pixelSize(geometry: (box: String, extra: String), dpi: Double) throws {
    let bytes = TestPDF(mediaBox: geometry.box, extra: geometry.extra).bytes
    let size = try PDFDocument(bytes: bytes).page(at: 0).pixelSize(dpi: dpi)
    let header = try Support.withScratchFolder { folder in
      try Support.write(bytes, to: "\(folder)/page.pdf")
      return try Support.output(
        of: "pdftoppm -cropbox -r \(dpi) \(folder)/page.pdf 2>&1 | head -c 40")
    }
    let words = String(decoding: header, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    #expect(words.prefix(3) == ["P6", "\(size.width)", "\(size.height)"])
  }

  @Test(
    "the same text as pdftotext, page by page, but for blanks and hyphens",
    .enabled(
      if: Support.has("pdftotext") && Support.exists(Support.manuals + "/R-intro.pdf"),
      "pdftotext or Debian's r-doc-pdf is not installed"),
    arguments: ["R-intro.pdf", "R-data.pdf"])
  func text(manual: String) throws {
    let path = "\(Support.manuals)/\(manual)"
    let document = try PDFDocument(bytes: Support.read(path))
    let theirs = try Support.output(of: "pdftotext \(path) -").split(
      separator: 0x0c, omittingEmptySubsequences: false)
    #expect(theirs.count == document.pageCount + 1)
    for (index, text) in theirs.dropLast().enumerated() {
      let ours = try document.page(at: index).text()
      let expected = String(decoding: text, as: UTF8.self)
      #expect(Self.bare(ours) == Self.bare(expected), "page \(index + 1)")
    }
  }

  @Test(
    "as many pages, of the same size, as pdfinfo says",
    .enabled(
      if: Support.has("pdfinfo") && Support.exists(Support.manuals + "/R-data.pdf"),
      "pdfinfo or Debian's r-doc-pdf is not installed"))
  func facts() throws {
    let path = Support.manuals + "/R-data.pdf"
    let lines = try String(decoding: Support.output(of: "pdfinfo \(path)"), as: UTF8.self)
      .split(separator: "\n")
    let bytes = try Support.read(path)
    let inspection = PDFInspector.inspect(bytes: bytes, name: "R-data.pdf")
    #expect(lines.contains { $0.hasPrefix("Pages:") && $0.hasSuffix(" \(inspection.pages)") })
    let size = try #require(inspection.pageSizes.first)
    #expect(
      lines.contains {
        $0.hasPrefix("Page size:") && $0.contains("\(Int(size.width)) x \(Int(size.height)) pts")
      })
  }

  private static func bare(_ text: String) -> String {
    let hyphens: Set<Unicode.Scalar> = ["-", "\u{ad}", "\u{2010}"]
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { !$0.properties.isWhitespace && !hyphens.contains($0) }))
  }
}
