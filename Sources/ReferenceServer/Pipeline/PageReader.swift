import OCRKit
import PopplerKit

/// Finds the text of pages for one worker, on its thread: in their text layers, or in their pixels.
final class PageReader {
  /// What was found on a page.
  struct Reading: Equatable {
    var text: String
    /// How sure the reading of pixels is, 0 to 100; nil where the text layer told.
    var confidence: Int?
  }

  private let mode: OCRMode
  private let recogniser: Result<TextRecogniser, OCRError>?

  /// Loads what reading pixels needs, if the mode does; what goes wrong is told page by page.
  init(_ mode: OCRMode) {
    self.mode = mode
    guard mode != .never else {
      recogniser = nil
      return
    }
    do throws(OCRError) {
      recogniser = .success(try TextRecogniser())
    } catch {
      recogniser = .failure(error)
    }
  }

  /// - Parameter raster: the page as it was drawn.
  func read(
    _ page: PDFPage, as raster: borrowing PDFRaster, dpi: Double, cancellation: PDFCancellation
  ) throws(OCRError) -> Reading {
    let layer = mode == .always ? "" : page.text()
    guard let recogniser, layer.unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
      return Reading(text: layer)
    }
    let reader = try recogniser.get()
    let (width, height, stride) = (raster.width, raster.height, raster.stride)
    let found = try raster.withPixels { (bytes) throws(OCRError) -> RecognisedText in
      guard
        let pixels = PagePixels(
          bytes: bytes, width: width, height: height, stride: stride, dpi: dpi)
      else { throw .notReadable }
      return try reader.read(pixels) { cancellation.isCancelled }
    }
    return Reading(text: found.text, confidence: found.confidence)
  }
}
