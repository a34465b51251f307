import CPoppler

/// An open PDF: its pages, and nothing about where it came from.
///
/// Owns a copy of the bytes for as long as the document or one of its pages is used. Not `Sendable`:
/// one thread at a time may use a document and its pages, different documents may be used on
/// different threads at once.
///
/// Poppler survives most damage, not all: documents from outside belong into a process whose death
/// costs nothing (see `ProcessLimits`).
package final class PDFDocument {
  /// How far into a file the marker may start, as readers commonly allow.
  private static let markerWindow = 1024
  /// Made once per process; Swift sees to it that two threads do not make it twice.
  private static let streamType = sb_stoppable_type()

  private let raw: OpaquePointer

  /// The number of pages, at least one.
  package let pageCount: Int
  /// Stops whatever is being done with the document.
  package let cancellation: PDFCancellation

  /// Opens a document.
  ///
  /// A document encrypted with an empty password opens. One whose cross-reference table is damaged
  /// opens if poppler could rebuild it.
  ///
  /// - Parameter cancellation: give one to be able to stop the opening, too.
  package init(
    bytes: [UInt8], cancellation: PDFCancellation = PDFCancellation()
  ) throws(PDFError) {
    guard !bytes.isEmpty else { throw .empty }
    guard Self.hasMarker(bytes) else { throw .notPDF }
    let opened: OpaquePointer
    do {
      opened = try Self.open(bytes, cancellation)
    } catch {
      throw cancellation.isCancelled ? .cancelled : error
    }
    let count = Int(poppler_document_get_n_pages(opened))
    guard count > 0 else {
      g_object_unref(UnsafeMutableRawPointer(opened))
      throw cancellation.isCancelled ? .cancelled : .noPages
    }
    raw = opened
    pageCount = count
    self.cancellation = cancellation
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(raw)) }

  /// The page at an index counted from 0; throws `damaged` if that page cannot be loaded.
  package func page(at index: Int) throws(PDFError) -> PDFPage {
    guard index >= 0, index < pageCount else {
      throw .pageOutOfRange(page: index &+ 1, pageCount: pageCount)
    }
    let page = poppler_document_get_page(raw, Int32(index))
    guard !cancellation.isCancelled else {
      if let page { g_object_unref(UnsafeMutableRawPointer(page)) }
      throw .cancelled
    }
    guard let page else { throw .damaged("page \(index + 1) cannot be loaded") }
    return PDFPage(owning: page, index: index, of: self)
  }

  private static func hasMarker(_ bytes: [UInt8]) -> Bool {
    let marker: [UInt8] = Array("%PDF-".utf8)
    let window = bytes.prefix(markerWindow + marker.count - 1)
    guard window.count >= marker.count else { return false }
    return (0...window.count - marker.count).contains {
      window[$0..<$0 + marker.count].elementsEqual(marker)
    }
  }

  private static func open(
    _ bytes: [UInt8], _ cancellation: PDFCancellation
  ) throws(PDFError) -> OpaquePointer {
    // GLib copies the bytes here; poppler holds the copy until the document is released. It reads
    // them as a stream, because a stream can be stopped and a buffer cannot.
    let copy = bytes.withUnsafeBytes { g_bytes_new($0.baseAddress, gsize($0.count)) }
    let stream = sb_stoppable_stream(Self.streamType, copy)
    defer {
      g_object_unref(UnsafeMutableRawPointer(stream))
      g_bytes_unref(copy)
    }
    var error: UnsafeMutablePointer<GError>?
    let opened = poppler_document_new_from_stream(
      stream, goffset(bytes.count), nil, cancellation.raw, &error)
    if let opened { return opened }
    defer { g_error_free(error) }
    guard let failure = error?.pointee else { throw .damaged("it cannot be opened") }
    if failure.domain == sb_poppler_error_domain(),
      failure.code == Int32(POPPLER_ERROR_ENCRYPTED.rawValue)
    {
      throw .encrypted
    }
    throw .damaged(failure.message.map { String(cString: $0) } ?? "it cannot be opened")
  }
}
