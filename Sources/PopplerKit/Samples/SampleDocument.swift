/// One made-up document of a sample corpus, from its seed to the bytes of a PDF.
struct SampleDocument {
  /// What a document is, which decides its paper, its columns and its pages.
  enum Genre: CaseIterable {
    case letter, slides, paper, report, scan
  }

  /// What one page is.
  enum Page: Equatable {
    case cover, contents, letter, slide, wideTable, text, scan
  }

  let pageCount: Int
  let genre: Genre
  /// Draws scans as text, so that it can be known what a scan says.
  var hasLegibleScans = false
  private let style: SampleStyle
  private let title: String
  private let author: String
  private var prose: SampleProse
  private var scansLeft = 6

  /// The document at a position of the corpus with a seed; the length of the corpus is no matter.
  init(index: Int, pageCount: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed, stream: UInt64(index) &* 2)
    let genre = Self.genre(index: index, pageCount: pageCount, random: &random)
    let office: SampleBook.Paper = random.chance(percent: 60) ? .a4 : .letter
    let paper: SampleBook.Paper =
      genre == .slides ? (random.chance(percent: 60) ? .slide : office.landscape) : office
    self.pageCount = pageCount
    self.genre = genre
    style = SampleStyle(columns: genre == .paper ? 2 : 1, paper: paper, random: &random)
    prose = SampleProse(random: random)
    title = prose.title()
    author = "\(prose.name()) and \(prose.name())"
  }

  /// The PDF.
  ///
  /// The same bytes for the same document, wherever and whenever it is made, as long as cairo and
  /// the fonts are the same.
  consuming func bytes() -> [UInt8] {
    let book = SampleBook(paper: style.paper, title: title, author: author)
    var flow = SampleFlow(style: style)
    for number in 1...pageCount {
      let page = page(number)
      let paper = page == .wideTable ? style.paper.landscape : style.paper
      book.page(paper) { canvas in
        draw(page, number: number, paper: paper, flow: &flow, on: canvas)
      }
    }
    return book.finish()
  }

  /// Every seventh document from the third on is a scan if it is short, so that a corpus of any
  /// seed has pages without text from its first document on (long ones end in a scan as well).
  private static func genre(index: Int, pageCount: Int, random: inout SplitMix64) -> Genre {
    if pageCount <= 5, index % 7 == 2 { return .scan }
    switch pageCount {
    case ...3: return random.chance(percent: 75) ? .letter : .report
    case ...24: return random.pick([.slides, .paper, .paper, .report])
    default: return random.pick([.paper, .report, .report])
    }
  }

  private mutating func page(_ number: Int) -> Page {
    switch genre {
    case .letter: return number == 1 ? .letter : .text
    case .slides: return number == 1 ? .cover : .slide
    case .scan: return .scan
    case .paper, .report:
      if number == 1, genre == .report, pageCount > 1 { return .cover }
      if number == 2, genre == .report, pageCount > 8 { return .contents }
      if number == pageCount, pageCount >= 30 { return .scan }
      // Scans are by far the largest pages; their number keeps any document below 2 MB.
      if number > 3, scansLeft > 0, prose.random.chance(percent: 3) {
        scansLeft -= 1
        return .scan
      }
      if number > 3, prose.random.chance(percent: 6) { return .wideTable }
      return .text
    }
  }

  private mutating func draw(
    _ page: Page, number: Int, paper: SampleBook.Paper, flow: inout SampleFlow,
    on canvas: SampleCanvas
  ) {
    switch page {
    case .cover: SamplePages.cover(title: title, style: style, prose: &prose, on: canvas)
    case .contents:
      SamplePages.contents(pages: pageCount, style: style, prose: &prose, on: canvas)
    case .letter: SamplePages.letter(style: style, prose: &prose, on: canvas)
    case .slide: SamplePages.slide(number: number, style: style, prose: &prose, on: canvas)
    case .wideTable:
      SamplePages.wideTable(paper: paper, style: style, prose: &prose, on: canvas)
    case .text: text(number: number, flow: &flow, on: canvas)
    case .scan where hasLegibleScans: text(number: number, flow: &flow, on: canvas)
    case .scan:
      var random = prose.random
      SampleScan.draw(paper, random: &random, on: canvas) { sheet in
        text(number: number, flow: &flow, on: sheet)
      }
    }
  }

  private mutating func text(number: Int, flow: inout SampleFlow, on canvas: SampleCanvas) {
    var area = style.area(of: style.paper)
    canvas.text(
      title, x: area.x, y: style.margin * 0.62, face: style.body, size: 8, ink: .grey)
    canvas.text(
      "\(number)", x: area.right, y: style.margin * 0.62, face: style.body, size: 8, ink: .grey,
      alignment: .right)
    canvas.line(
      [(area.x, style.margin * 0.74), (area.right, style.margin * 0.74)], ink: .rule, width: 0.5)
    if number == 1 {
      canvas.text(
        SampleText.fitted(title, width: area.width, face: style.heading, size: 20, on: canvas),
        x: area.x, y: area.y + 22, face: style.heading, size: 20)
      canvas.text(
        author, x: area.x, y: area.y + 40, face: style.body, size: 10, ink: .grey)
      SampleText.advance(&area, by: 62)
    }
    flow.fill(style.columns(of: area), prose: &prose, on: canvas)
  }
}
