import OCRKit
import PopplerKit
import Testing

@Suite(.timeLimit(.minutes(5))) struct TextRecogniserTests {
  @Test(arguments: [150.0, 300])
  func `gives back the words of a scanned page`(dpi: Double) throws {
    let document = try PDFDocument(bytes: ScannedDocument.bytes, cancellation: PDFCancellation())
    #expect(try document.page(at: 1).text().isEmpty)
    let truth = try ScannedDocument.truth(page: 1)
    #expect(Words.of(truth).count > 200)
    let found = try Sheet(ScannedDocument.bytes, page: 1, dpi: dpi).read(by: TextRecogniser())
    let share = Words.share(of: truth, in: found.text)
    #expect(share >= 0.95, "\(share)\n\(found.text)\n---\n\(truth)")
    #expect((80...100).contains(found.confidence))
  }

  @Test func `reads worse where there are few pixels to look at`() throws {
    let reader = try TextRecogniser()
    let truth = try ScannedDocument.truth(page: 1)
    let few = try Sheet(ScannedDocument.bytes, page: 1, dpi: 40).read(by: reader)
    let many = try Sheet(ScannedDocument.bytes, page: 1, dpi: 150).read(by: reader)
    #expect(Words.share(of: truth, in: few.text) < Words.share(of: truth, in: many.text) - 0.2)
    #expect(few.confidence < many.confidence)
  }

  @Test func `reads the same whatever it has read before`() throws {
    let pages = try (0..<2).map { try Sheet(ScannedDocument.bytes, page: $0, dpi: 90) }
    let blank = Sheet(width: 200, height: 200) { _, _ in 0xff_ffff }
    let reader = try TextRecogniser()
    let first = try pages[0].read(by: reader)
    _ = try pages[1].read(by: reader)
    _ = try blank.read(by: reader)
    #expect(try pages[0].read(by: reader) == first)
    #expect(try pages[0].read(by: TextRecogniser()) == first)
    #expect(!first.text.isEmpty)
  }

  static let strange: [(String, Sheet)] = [
    ("a white pixel", Sheet(width: 1, height: 1) { _, _ in 0xff_ffff }),
    ("a black pixel", Sheet(width: 1, height: 1) { _, _ in 0 }),
    ("a black square", Sheet(width: 10, height: 10) { _, _ in 0 }),
    ("a thin strip", Sheet(width: 9, height: 4000) { x, y in x == y % 9 ? 0 : 0xff_ffff }),
    ("a blank page", Sheet(width: 1240, height: 1754) { _, _ in 0xff_ffff }),
    ("a black page", Sheet(width: 1240, height: 1754) { _, _ in 0 }),
    ("a chessboard", Sheet(width: 600, height: 800) { x, y in (x + y) % 2 == 0 ? 0 : 0xff_ffff }),
    ("the longest line", Sheet(width: 32766, height: 12) { x, _ in x % 7 == 0 ? 0 : 0xff_ffff }),
    (
      "noise",
      Sheet(width: 600, height: 800) { x, y in
        UInt32(truncatingIfNeeded: ((x &* 73_856_093) ^ (y &* 19_349_663)) &* 2_654_435_761)
          & 0xff_ffff
      }
    ),
  ]

  @Test func `finds no text where there is none, whatever the pixels, and reads on`() throws {
    let reader = try TextRecogniser()
    for (name, sheet) in Self.strange {
      let found = try sheet.read(by: reader)
      #expect(found.text.count < 20, "\(name): \(found.text)")
    }
    #expect(try Sheet(ScannedDocument.bytes, dpi: 100).read(by: reader).text.count > 1000)
  }

  @Test func `refuses a page that Tesseract cannot count`() throws {
    let sheet = Sheet(width: 32767, height: 12) { _, _ in 0xff_ffff }
    let reader = try TextRecogniser()
    #expect(throws: OCRError.pageTooLarge(pixels: 32767, limit: 32766)) {
      try sheet.read(by: reader)
    }
  }

  @Test func `stops in the middle of a page when nobody wants it any more, and reads on`() throws {
    let sheet = try Sheet(ScannedDocument.bytes, dpi: 100)
    let reader = try TextRecogniser()
    var whole = 0
    let all = try sheet.read(by: reader) {
      whole += 1
      return false
    }
    #expect(whole > 20, "asked \(whole) times in a page of many lines")
    var questions = 0
    #expect(throws: OCRError.cancelled) {
      try sheet.read(by: reader) {
        questions += 1
        return questions > 5
      }
    }
    #expect(questions < 10, "asked \(questions) times, when the answer was known at the sixth")
    #expect(try sheet.read(by: reader) == all)
  }

  @Test func `names the package where the language's data is missing`() {
    #expect {
      _ = try TextRecogniser(language: "xyz")
    } throws: { error in
      (error as? OCRError)?.message.contains("package tesseract-ocr-xyz") == true
    }
    #expect(throws: OCRError.noLanguageData(language: "eng")) {
      _ = try TextRecogniser(folder: "/nonexistent/")
    }
  }

  @Test func `takes no pixels for more than they are`() {
    let bytes = UnsafeRawBufferPointer(start: nil, count: 0)
    #expect(PagePixels(bytes: bytes, width: 1, height: 1, stride: 4, dpi: 72) == nil)
    [UInt8](repeating: 0, count: 32).withUnsafeBytes { bytes in
      #expect(PagePixels(bytes: bytes, width: 2, height: 4, stride: 8, dpi: 72) != nil)
      #expect(PagePixels(bytes: bytes, width: 2, height: 5, stride: 8, dpi: 72) == nil)
      #expect(PagePixels(bytes: bytes, width: 3, height: 2, stride: 8, dpi: 72) == nil)
      #expect(PagePixels(bytes: bytes, width: 0, height: 1, stride: 8, dpi: 72) == nil)
      #expect(PagePixels(bytes: bytes, width: 1, height: .max, stride: 8, dpi: 72) == nil)
    }
  }
}
