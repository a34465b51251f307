import Glibc
import PopplerKit
import Synchronization
import Testing

/// Stopping work on a document from another thread.
@Suite(.timeLimit(.minutes(5)))
struct PDFCancellationTests {
  @Test("a cancelled document neither opens, nor gives pages, nor draws")
  func before() throws {
    let bytes = TestPDF(content: "0 0 9 9 re f").bytes
    let cancelled = PDFCancellation()
    cancelled.cancel()
    cancelled.cancel()
    #expect(cancelled.isCancelled)
    #expect(throws: PDFError.cancelled) { try PDFDocument(bytes: bytes, cancellation: cancelled) }

    let document = try PDFDocument(bytes: bytes)
    let page = try document.page(at: 0)
    #expect(!document.cancellation.isCancelled)
    document.cancellation.cancel()
    #expect(throws: PDFError.cancelled) { try document.page(at: 0) }
    #expect(throws: PDFError.cancelled) { try page.render(dpi: 72, megapixelLimit: 1).width }
  }

  @Test("a decompression bomb of 8 GB stops soon after it is cancelled")
  func during() async {
    // In its own process with 10 s of processor time, so that a bomb that goes on is a failure and
    // not a test run that hangs; the bomb alone would take minutes.
    await #expect(processExitsWith: .success) {
      NativeMessages.discardStandardError()
      try ProcessLimits.apply(addressSpaceMegabytes: 4096, cpuSeconds: 10)
      let stream = Bomb.doubleFlate([0x20], bytes: 8 << 30)
      let bytes = TestPDF(filter: "[/FlateDecode /FlateDecode]", stream: stream).bytes
      let cancellation = PDFCancellation()
      let drawing = Started()
      let worker = Task.detached {
        let page = try PDFDocument(bytes: bytes, cancellation: cancellation).page(at: 0)
        drawing.flag.store(true, ordering: .releasing)
        return try page.render(dpi: 72, megapixelLimit: 1).digest()
      }
      while !drawing.flag.load(ordering: .acquiring) { await Task.yield() }
      cancellation.cancel()
      guard case .failure(let error) = await worker.result, error as? PDFError == .cancelled
      else { exit(9) }
    }
  }

  /// Whether the worker has begun.
  private final class Started: Sendable {
    let flag = Atomic(false)
  }
}
