import OCRKit

@testable import PopplerKit

/// A page to read: drawn by poppler, or made pixel by pixel.
struct Sheet {
  var words: [UInt32]
  let width: Int
  let height: Int
  var dpi = 150.0

  init(width: Int, height: Int, _ pixel: (_ x: Int, _ y: Int) -> UInt32) {
    self.width = width
    self.height = height
    words = (0..<width * height).map { pixel($0 % width, $0 / width) }
  }

  /// A page of a document as poppler draws it.
  init(_ document: [UInt8], page: Int = 0, dpi: Double) throws {
    let document = try PDFDocument(bytes: document, cancellation: PDFCancellation())
    let raster = try document.page(at: page).render(dpi: dpi, megapixelLimit: 100)
    let (width, height, stride) = (raster.width, raster.height, raster.stride)
    let words = raster.withPixels { bytes in
      (0..<width * height).map {
        bytes.load(fromByteOffset: $0 / width * stride + $0 % width * 4, as: UInt32.self)
      }
    }
    (self.words, self.width, self.height, self.dpi) = (words, width, height, dpi)
  }

  func read(
    by reader: TextRecogniser, isCancelled: () -> Bool = { false }
  ) throws -> RecognisedText {
    try words.withUnsafeBytes { bytes in
      let page = PagePixels(bytes: bytes, width: width, height: height, stride: width * 4, dpi: dpi)
      guard let page else { throw OCRError.notReadable }
      return try reader.read(page, isCancelled: isCancelled)
    }
  }
}

/// A document of the sample corpus that is only scans, and what its pages say.
enum ScannedDocument {
  private static let index = 2
  private static let pages = 3

  static let bytes = SampleCorpus.bytes(at: index, seed: 1)

  /// The text layer of the same document, drawn as text.
  static func truth(page: Int) throws -> String {
    var document = SampleDocument(index: index, pageCount: pages, seed: 1)
    document.hasLegibleScans = true
    return try PDFDocument(bytes: document.bytes(), cancellation: PDFCancellation())
      .page(at: page).text()
  }
}
