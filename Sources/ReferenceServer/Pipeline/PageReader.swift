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
  private let recogniser: TextRecogniser?
  /// Why it cannot read pixels, where it was to.
  let failure: OCRError?

  /// Loads what reading pixels needs, if the mode does; without it, text layers are all there is.
  init(_ mode: OCRMode) {
    self.mode = mode
    guard mode != .never else {
      (recogniser, failure) = (nil, nil)
      return
    }
    do throws(OCRError) {
      recogniser = try TextRecogniser()
      failure = nil
    } catch {
      recogniser = nil
      failure = error
    }
  }

  /// - Parameter raster: the page as it was drawn.
  func read(
    _ page: PDFPage, as raster: borrowing PDFRaster, dpi: Double, cancellation: PDFCancellation
  ) throws(OCRError) -> Reading {
    let layer = mode == .always && recogniser != nil ? "" : page.text()
    guard let recogniser, layer.unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
      return Reading(text: layer)
    }
    let (width, height, stride) = (raster.width, raster.height, raster.stride)
    let found = try raster.withPixels { (bytes) throws(OCRError) -> RecognisedText in
      guard
        let pixels = PagePixels(
          bytes: bytes, width: width, height: height, stride: stride, dpi: dpi)
      else { throw .notReadable }
      return try recogniser.read(pixels) { cancellation.isCancelled }
    }
    return Reading(text: found.text, confidence: found.confidence)
  }
}
