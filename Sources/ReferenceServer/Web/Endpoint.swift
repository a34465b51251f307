/// The paths that take documents.
enum Endpoint: String, Sendable, CaseIterable {
  /// One document, answered when its last page is done.
  case document = "/process-pdf"
  /// Several documents, answered together.
  case documents = "/process-pdfs"
  /// One document, whose pages are answered one by one.
  case stream = "/process-pdf-stream"

  /// The form field of its documents.
  var field: String {
    switch self {
    case .document, .stream: MultipartForm.documentField
    case .documents: "files"
    }
  }

  /// All of them, for messages.
  static let list = allCases.map { "POST " + $0.rawValue }.joined(separator: ", ")
}

/// What a request comes to: one answer, or a stream of events.
enum Reply: Sendable {
  case answer(Answer)
  case events(PageEvents)
}
