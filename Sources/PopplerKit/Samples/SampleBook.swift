import CPoppler

/// A PDF being written by cairo into memory, page after page.
final class SampleBook {
  /// A page's size in points.
  struct Paper: Equatable {
    var width: Double
    var height: Double

    static let a4 = Paper(width: 595.276, height: 841.89)
    static let letter = Paper(width: 612, height: 792)
    static let slide = Paper(width: 720, height: 405)

    var landscape: Paper { Paper(width: max(width, height), height: min(width, height)) }
  }

  let canvas: SampleCanvas
  private let surface: OpaquePointer?
  private let sink: ByteSink

  init(paper: Paper, title: String, author: String) {
    sink = ByteSink()
    // The sink outlives every call of cairo: both are this object's, and `finish` ends the writing.
    let context = Unmanaged.passUnretained(sink).toOpaque()
    surface = cairo_pdf_surface_create_for_stream(
      { context, data, length in
        guard let context else { return CAIRO_STATUS_WRITE_ERROR }
        let sink = Unmanaged<ByteSink>.fromOpaque(context).takeUnretainedValue()
        sink.bytes.append(contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
        return CAIRO_STATUS_SUCCESS
      }, context, paper.width, paper.height)
    canvas = SampleCanvas(on: surface)
    set(CAIRO_PDF_METADATA_TITLE, title)
    set(CAIRO_PDF_METADATA_AUTHOR, author)
    // Otherwise cairo writes the time of day, and no two corpora would be equal.
    set(CAIRO_PDF_METADATA_CREATE_DATE, "2020-01-01T00:00:00Z")
  }

  deinit {
    // Without this cairo would write the rest after the sink is gone.
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
  }

  /// Draws one page of the given size.
  func page(_ paper: Paper, _ draw: (SampleCanvas) -> Void) {
    cairo_pdf_surface_set_size(surface, paper.width, paper.height)
    draw(canvas)
    cairo_show_page(canvas.context)
  }

  /// Ends the document and returns it.
  func finish() -> [UInt8] {
    cairo_surface_finish(surface)
    return sink.bytes
  }

  private func set(_ key: cairo_pdf_metadata_t, _ value: String) {
    cairo_pdf_surface_set_metadata(surface, key, value)
  }
}

/// What cairo has written so far; a class because cairo's callback needs its address.
private final class ByteSink {
  var bytes: [UInt8] = []
}
