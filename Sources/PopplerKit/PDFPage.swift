import CPoppler

/// One page of a document: its size, its text, its pixels.
///
/// Keeps its document alive. Belongs to the same thread as the document.
///
/// The page is its crop box, turned as the document says: what a viewer shows. Where a document
/// gives no crop box, that is the whole media box. (`pdftoppm` draws the media box even where there
/// is a crop box, unless it is called with `-cropbox`.)
package final class PDFPage {
  /// The position in the document, counted from 0.
  package let index: Int
  /// The width in points (1/72 inch) after the page's own rotation.
  package let widthPoints: Double
  /// The height in points (1/72 inch) after the page's own rotation.
  package let heightPoints: Double

  private let raw: OpaquePointer
  private let document: PDFDocument

  /// Takes over the caller's reference to `raw`.
  init(owning raw: OpaquePointer, index: Int, of document: PDFDocument) {
    self.raw = raw
    self.index = index
    self.document = document
    var width = 0.0
    var height = 0.0
    poppler_page_get_size(raw, &width, &height)
    widthPoints = width
    heightPoints = height
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(raw)) }

  /// The page's whole text layer in reading order; empty for a page that is only an image, and
  /// perhaps cut short when the document's work was cancelled.
  package func text() -> String {
    guard let text = poppler_page_get_text(raw) else { return "" }
    defer { g_free(text) }
    return String(cString: text)
  }

  /// The size in pixels at a resolution, rounded up as `pdftoppm -cropbox` does.
  package func pixelSize(dpi: Double) -> (width: Int, height: Int) {
    (Self.pixels(widthPoints, dpi), Self.pixels(heightPoints, dpi))
  }

  /// Draws the page on white.
  ///
  /// - Parameters:
  ///   - dpi: pixels per inch, both ways.
  ///   - megapixelLimit: more pixels than this many millions throw `pageTooLarge` before any
  ///     memory is taken.
  package func render(dpi: Double, megapixelLimit: Double) throws(PDFError) -> PDFRaster {
    let size = pixelSize(dpi: dpi)
    let megapixels = Double(size.width) * Double(size.height) / 1e6
    guard megapixels <= megapixelLimit else {
      throw .pageTooLarge(page: index + 1, megapixels: megapixels, limit: megapixelLimit)
    }
    let raster = try PDFRaster(width: size.width, height: size.height, page: index + 1)
    try raster.draw { (context) throws(PDFError) in
      cairo_set_source_rgb(context, 1, 1, 1)
      cairo_paint(context)
      cairo_scale(context, dpi / 72, dpi / 72)
      poppler_page_render(raw, context)
      guard !document.cancellation.isCancelled else { throw .cancelled }
      let status = cairo_status(context)
      guard status == CAIRO_STATUS_SUCCESS else {
        if status == CAIRO_STATUS_NO_MEMORY { throw .outOfMemory(page: index + 1) }
        let reason = cairo_status_to_string(status).map { String(cString: $0) } ?? "unknown"
        throw .renderingFailed(page: index + 1, reason: reason)
      }
    }
    return raster
  }

  /// Rounds up in the order of operations that pdftoppm uses, so that both agree to the pixel.
  ///
  /// Hostile sizes end at the largest 32-bit number instead of trapping; the least is one pixel.
  private static func pixels(_ points: Double, _ dpi: Double) -> Int {
    let exact = (points * dpi / 72).rounded(.up)
    guard exact.isFinite, exact < Double(Int32.max) else { return Int(Int32.max) }
    return max(1, Int(exact))
  }
}
