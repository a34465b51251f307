import Synchronization

/// The bytes of a document on their way from the network to poppler.
///
/// Whoever waits for the document's pages holds on to this, not to the bytes: the worker takes them
/// out, so that they are gone as soon as poppler has made its own copy.
final class DocumentBytes: Sendable {
  private let bytes: Mutex<[UInt8]>

  init(_ bytes: consuming [UInt8]) {
    self.bytes = Mutex(bytes)
  }

  /// The bytes, once; empty afterwards.
  func take() -> [UInt8] {
    bytes.withLock { bytes in
      defer { bytes = [] }
      return bytes
    }
  }
}
