/// What the pipeline made of one page.
struct PageResult: Sendable, Equatable {
  /// Counted from 1.
  var page: Int
  /// Pixels that were really drawn.
  var width: Int
  var height: Int
  var dpi: Double
  /// The page's text layer, or what was read from its pixels.
  var text: String
  /// How sure the reading of pixels is, 0 to 100; nil where the text layer told.
  var confidence: Int?
}

/// What the pipeline made of one document.
struct DocumentResult: Sendable {
  var pages: [PageResult]
  /// From the moment a worker took the document to the end of its last page.
  ///
  /// Waiting in the queue, reading the request and writing the answer are outside.
  var elapsedSeconds: Double
  /// A sum over every pixel of every page: proof that the pixels were made.
  var pixelSum: UInt64
}
