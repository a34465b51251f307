/// What a web layer knows of a request before its body.
struct RequestHead: Sendable {
  var method: String
  /// Still percent-encoded.
  var path: String
  var query: QueryString
  var contentType: String?
  /// Nil when there is no body, or one in chunks of unknown number.
  var contentLength: Int?
  var isChunked: Bool

  /// Whether the server may read a body that it has refused, to keep the connection in step.
  func hasBoundedBody(_ limit: Int) -> Bool {
    contentLength.map { $0 <= limit } ?? !isChunked
  }
}

/// A document that is ready to be processed.
struct Upload: Sendable {
  /// Sanitised: a base name that ends in `.pdf`.
  var name: String
  var bytes: DocumentBytes
  var dpi: Double
  /// Counts the bytes as held until the upload is gone.
  var share: UploadBudget.Share
}

/// Reads an upload as its body arrives; every check is made as early as it can be.
struct UploadReader: Sendable {
  private let head: RequestHead
  private let defaultDPI: Double
  private var parser: MultipartParser
  private var form: MultipartForm
  private let share: UploadBudget.Share

  /// - Throws: a refusal when the head alone shows that the body is too large or not a form.
  init(
    head: RequestHead, bodyLimit: Int, defaultDPI: Double, budget: UploadBudget
  ) throws(Refusal) {
    if let length = head.contentLength, length > bodyLimit {
      throw Self.refusal(.bodyTooLarge(limit: bodyLimit))
    }
    share = budget.share()
    guard share.grow(by: head.contentLength ?? 0) else { throw Self.budgetIsSpent }
    let limits = MultipartLimits(totalBytes: bodyLimit)
    do throws(MultipartError) {
      parser = MultipartParser(
        boundary: try MultipartBoundary(contentType: head.contentType), limits: limits)
    } catch {
      throw Self.refusal(error)
    }
    form = MultipartForm(limits: limits, expectedBytes: head.contentLength)
    self.head = head
    self.defaultDPI = defaultDPI
  }

  mutating func consume(_ bytes: UnsafeRawBufferPointer) throws(Refusal) {
    if head.contentLength == nil, !share.grow(by: bytes.count) { throw Self.budgetIsSpent }
    do throws(MultipartError) {
      try parser.consume(bytes, into: &form)
    } catch {
      throw Self.refusal(error)
    }
  }

  /// Call at the end of the body; leaves the reader without the document.
  mutating func finish() throws(Refusal) -> Upload {
    do throws(MultipartError) {
      try parser.finish()
    } catch {
      throw Self.refusal(error)
    }
    let dpi = try DPI.choose(
      query: head.query["dpi"], form: form.fields["dpi"], default: defaultDPI)
    guard let document = form.takeDocument(), !document.name.isEmpty else {
      throw Refusal(
        .unprocessable, "the form has no file in the field '\(MultipartForm.documentField)'")
    }
    let name = Display.baseName(document.name)
    guard ASCII.lowercased(name).hasSuffix(".pdf") else {
      throw Refusal(
        .badRequest, "the file name must end in .pdf, this one is '\(Display.safe(name))'")
    }
    return Upload(name: name, bytes: DocumentBytes(document.bytes), dpi: dpi, share: share)
  }

  private static let budgetIsSpent = Refusal(
    .unavailable, "other uploads take all the memory that is set aside for them; try again")

  private static func refusal(_ error: MultipartError) -> Refusal {
    switch error {
    case .bodyTooLarge:
      Refusal(.contentTooLarge, error.message)
    case .noBoundary:
      Refusal(.unprocessable, error.message)
    case .malformedDelimiter, .malformedHeader, .truncated, .headersTooLong, .tooManyParts,
      .fieldTooLarge, .repeatedField:
      Refusal(.badRequest, error.message)
    }
  }
}
