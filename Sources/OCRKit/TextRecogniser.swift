internal import CTesseract

/// Reads the text of a page by looking at its pixels.
///
/// Holds a language model of some 40 MB and takes about a tenth of a second to make, so there is one
/// for each thread, used again for every page. What it reads does not depend on the pages it read
/// before. Not thread-safe. One page uses one core, see `OpenMP`.
package final class TextRecogniser {
  /// A side of fewer pixels holds no letter.
  package static let shortestSide = 10
  /// Tesseract counts pixels in 16 bits.
  package static let longestSide = 32766

  private let handle: OpaquePointer
  private let monitor: OpaquePointer
  /// The page in shades of grey; kept, because pages of a document are of one size.
  private var grey: [UInt8] = []

  /// Loads the data of a language.
  ///
  /// - Parameters:
  ///   - language: Tesseract's name of it, `eng` for English.
  ///   - folder: where its data is; if nil, where `TESSDATA_PREFIX` says, or else where the system
  ///     keeps it.
  package init(language: String = "eng", folder: String? = nil) throws(OCRError) {
    OpenMP.keepToThisThread()
    // Strange pages would fill standard error.
    sb_silence_leptonica()
    guard let handle = TessBaseAPICreate() else { throw .outOfMemory }
    // Before the data is looked for, whose absence it would tell on standard error.
    TessBaseAPISetVariable(handle, "debug_file", "/dev/null")
    guard TessBaseAPIInit2(handle, folder, language, OEM_LSTM_ONLY) == 0 else {
      TessBaseAPIDelete(handle)
      throw .noLanguageData(language: language)
    }
    guard let monitor = TessMonitorCreate() else {
      TessBaseAPIEnd(handle)
      TessBaseAPIDelete(handle)
      throw .outOfMemory
    }
    self.handle = handle
    self.monitor = monitor
    TessBaseAPISetPageSegMode(handle, PSM_AUTO)
  }

  deinit {
    TessMonitorDelete(monitor)
    TessBaseAPIEnd(handle)
    TessBaseAPIDelete(handle)
  }

  /// Reads a page.
  ///
  /// - Parameter isCancelled: asked again and again, about once for each line of text, though not while
  ///   the page is divided into lines; true stops the reading.
  /// - Returns: the text, empty where there is none.
  package func read(
    _ page: PagePixels, isCancelled: () -> Bool = { false }
  ) throws(OCRError) -> RecognisedText {
    guard max(page.width, page.height) <= Self.longestSide else {
      throw .pageTooLarge(pixels: max(page.width, page.height), limit: Self.longestSide)
    }
    if isCancelled() { throw .cancelled }
    guard min(page.width, page.height) >= Self.shortestSide else { return .none }
    page.writeGrey(to: &grey)
    OpenMP.keepToThisThread()
    defer { TessBaseAPIClear(handle) }
    TessBaseAPISetImage(handle, grey, Int32(page.width), Int32(page.height), 1, Int32(page.width))
    TessBaseAPISetSourceResolution(handle, page.tesseractDPI)
    let status = recognise(while: isCancelled)
    if isCancelled() { throw .cancelled }
    guard status == 0 else { throw .notReadable }
    guard let text = TessBaseAPIGetUTF8Text(handle) else { throw .notReadable }
    defer { TessDeleteText(text) }
    return RecognisedText(
      String(cString: text), confidence: Int(TessBaseAPIMeanTextConf(handle)))
  }

  /// Tesseract's status: 0 where the whole page was read.
  private func recognise(while isCancelled: () -> Bool) -> Int32 {
    withoutActuallyEscaping(isCancelled) { isCancelled in
      // The question lives on this stack until Tesseract returns, and the monitor forgets it then.
      var question = Question(isCancelled: isCancelled)
      return withUnsafeMutablePointer(to: &question) { question in
        TessMonitorSetCancelFunc(monitor) { question, _ in
          question?.assumingMemoryBound(to: Question.self).pointee.isCancelled() ?? false
        }
        TessMonitorSetCancelThis(monitor, question)
        defer {
          TessMonitorSetCancelFunc(monitor, nil)
          TessMonitorSetCancelThis(monitor, nil)
        }
        return TessBaseAPIRecognize(handle, monitor)
      }
    }
  }
}

/// What Tesseract is given a pointer to while it reads.
private struct Question {
  var isCancelled: () -> Bool
}
