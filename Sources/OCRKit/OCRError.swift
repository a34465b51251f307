/// Why a page, or any page, cannot be read.
package enum OCRError: Error, Sendable, Equatable {
  /// Tesseract found no data of the language, or none that it can use.
  case noLanguageData(language: String)
  /// Whoever asked for the page wants it no longer.
  case cancelled
  /// One side has more pixels than Tesseract can count.
  case pageTooLarge(pixels: Int, limit: Int)
  /// Tesseract gave the page up.
  case notReadable
  /// Tesseract could not be made.
  case outOfMemory

  /// One sentence for people: what is wrong, and what to do if anything can be done.
  package var message: String {
    switch self {
    case .noLanguageData(let language):
      "Tesseract finds no data of the language '\(language)'; install Debian's package "
        + "tesseract-ocr-\(language), or set TESSDATA_PREFIX to the folder of \(language).traineddata"
    case .cancelled: "the reading was stopped"
    case .pageTooLarge(let pixels, let limit):
      "it is \(pixels) pixels long, more than the \(limit) that Tesseract takes; use a lower DPI"
    case .notReadable: "Tesseract gave it up"
    case .outOfMemory: "not enough memory for Tesseract"
    }
  }
}
