import CPoppler

/// Stops work on a document from any thread.
///
/// Once cancelled, poppler finds no more bytes in the document, and what it is doing ends soon:
/// opening, loading a page and rendering throw `PDFError.cancelled`. Work that needs no more bytes,
/// such as filling a page with a billion tiny tiles, is not stopped; only the end of the process
/// stops that.
package final class PDFCancellation: @unchecked Sendable {
  // Unchecked: GLib lets any thread cancel and ask; the object lives as long as `self`, and poppler
  // holds its own reference.
  let raw: UnsafeMutablePointer<GCancellable>

  package init() {
    raw = g_cancellable_new()
  }

  deinit { g_object_unref(UnsafeMutableRawPointer(raw)) }

  /// Stops the work for good; cancelling twice is the same as once.
  package func cancel() {
    g_cancellable_cancel(raw)
  }

  /// Whether the work was stopped.
  package var isCancelled: Bool { g_cancellable_is_cancelled(raw) != 0 }
}
