import OCRKit
import PopplerKit

/// Why the pool has no result for a document.
enum PoolFailure: Error, Sendable, Equatable {
  case document(PDFError)
  /// The pixels of a page, counted from 1, cannot be read.
  case unreadable(page: Int, OCRError)
  /// The task that waited was cancelled, in practice because the client went away.
  case cancelled
  /// Every worker is busy and the queue is at its limit.
  case queueFull(limit: Int)
  /// The process grew beyond its limit of bytes; with others at work it may not be this document's
  /// doing.
  case tooMuchMemory(limit: Int, isAlone: Bool)
  /// The server is on its way down.
  case stopped

  init(_ error: PDFError) {
    self = error == .cancelled ? .cancelled : .document(error)
  }

  init(_ error: OCRError, page: Int) {
    self = error == .cancelled ? .cancelled : .unreadable(page: page, error)
  }
}
