import OCRKit
import PopplerKit

/// The work that both web layers put in front of HTTP: every page drawn at the DPI, its text taken from
/// the text layer or read from the pixels.
///
/// The drawn pixels are thrown away after a sum over all of them has been taken: a server that
/// reads text by looking at pages has to make them, and one that did not would make its web layer
/// look cheap. Runs on one thread from start to end; poppler documents are not shared.
struct PagePipeline: Sendable {
  /// Millions of pixels that one page may have.
  let megapixelLimit: Double
  /// Which pages are read from their pixels.
  var ocr = OCRMode.never
  /// Burnt on top of every page.
  var extraWork = ExtraWork(share: 0)

  /// Processes a document.
  ///
  /// - Parameters:
  ///   - bytes: the PDF; released as soon as poppler has its own copy.
  ///   - reader: the calling thread's own, made for this pipeline's ``ocr``.
  ///   - cancellation: stops the work within a page, or before the next.
  ///   - onPage: told every page as soon as it is done.
  func run(
    _ bytes: consuming [UInt8], dpi: Double, reader: PageReader, cancellation: PDFCancellation,
    onPage: (PageResult) -> Void = { _ in }
  ) throws(PoolFailure) -> DocumentResult {
    let clock = ContinuousClock()
    let start = clock.now
    var mark = extraWork.mark()
    let document = try Self.open(bytes, cancellation)
    var pages: [PageResult] = []
    pages.reserveCapacity(document.pageCount)
    var pixelSum: UInt64 = 0
    for index in 0..<document.pageCount {
      if cancellation.isCancelled { throw .cancelled }
      let (result, sum) = try process(
        index, of: document, dpi: dpi, reader: reader, cancellation: cancellation)
      pixelSum &+= sum
      pages.append(result)
      extraWork.burn(since: mark) { !cancellation.isCancelled }
      onPage(result)
      mark = extraWork.mark()
    }
    let elapsed = (clock.now - start) / .seconds(1)
    return DocumentResult(pages: pages, elapsedSeconds: elapsed, pixelSum: pixelSum)
  }

  /// Draws one page and finds its text.
  private func process(
    _ index: Int, of document: PDFDocument, dpi: Double, reader: PageReader,
    cancellation: PDFCancellation
  ) throws(PoolFailure) -> (PageResult, pixelSum: UInt64) {
    let page: PDFPage
    let raster: PDFRaster
    do throws(PDFError) {
      page = try document.page(at: index)
      raster = try page.render(dpi: dpi, megapixelLimit: megapixelLimit)
    } catch {
      throw PoolFailure(error)
    }
    let sum = raster.withPixels(PixelSum.of)
    do throws(OCRError) {
      let reading = try reader.read(page, as: raster, dpi: dpi, cancellation: cancellation)
      return (
        PageResult(
          page: index + 1, width: raster.width, height: raster.height, dpi: dpi,
          text: reading.text, confidence: reading.confidence), sum
      )
    } catch {
      throw PoolFailure(error, page: index + 1)
    }
  }

  /// Takes the bytes over, so that they are gone when poppler has its copy.
  private static func open(
    _ bytes: consuming [UInt8], _ cancellation: PDFCancellation
  ) throws(PoolFailure) -> PDFDocument {
    do throws(PDFError) {
      return try PDFDocument(bytes: bytes, cancellation: cancellation)
    } catch {
      throw PoolFailure(error)
    }
  }
}

/// Adds up all pixels, eight bytes at a time; plain enough to run at the speed of memory.
enum PixelSum {
  static func of(_ pixels: UnsafeRawBufferPointer) -> UInt64 {
    var sum: UInt64 = 0
    let words = pixels.count / 8
    for word in 0..<words {
      sum &+= pixels.loadUnaligned(fromByteOffset: word * 8, as: UInt64.self)
    }
    for index in (words * 8)..<pixels.count {
      sum &+= UInt64(pixels[index])
    }
    return sum
  }
}
