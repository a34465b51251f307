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

/// Documents that are ready to be processed.
struct Upload: Sendable {
  struct Document: Sendable {
    /// Sanitised: a base name that ends in `.pdf`.
    var name: String
    var bytes: DocumentBytes
  }

  /// At least one; more only where the endpoint takes several.
  var documents: [Document]
  var dpi: Double
  /// Counts the bytes as held until the upload is gone.
  var share: UploadBudget.Share
}

/// Reads an upload as its body arrives; every check is made as early as it can be.
struct UploadReader: Sendable {
  private let head: RequestHead
  private let endpoint: Endpoint
  private let defaultDPI: Double
  private var parser: MultipartParser
  private var form: MultipartForm
  private let share: UploadBudget.Share

  /// - Throws: a refusal when the head alone shows that the body is too large or not a form.
  init(
    head: RequestHead, for endpoint: Endpoint, bodyLimit: Int, defaultDPI: Double,
    budget: UploadBudget
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
    form = MultipartForm(
      limits: limits, expectedBytes: head.contentLength, field: endpoint.field,
      takesSeveral: endpoint == .documents)
    self.head = head
    self.endpoint = endpoint
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

  /// Call at the end of the body; leaves the reader without the documents.
  mutating func finish() throws(Refusal) -> Upload {
    do throws(MultipartError) {
      try parser.finish()
    } catch {
      throw Self.refusal(error)
    }
    let dpi = try DPI.choose(
      query: head.query["dpi"], form: form.fields["dpi"], default: defaultDPI)
    var documents: [Upload.Document] = []
    while let file = form.takeDocument() {
      documents.append(
        Upload.Document(name: try name(of: file), bytes: DocumentBytes(file.bytes)))
    }
    guard !documents.isEmpty else { throw noFile }
    return Upload(documents: documents, dpi: dpi, share: share)
  }

  private func name(of file: MultipartForm.File) throws(Refusal) -> String {
    if file.name.isEmpty { throw noFile }
    let name = Display.baseName(file.name)
    guard ASCII.lowercased(name).hasSuffix(".pdf") else {
      throw Refusal(
        .badRequest, "the file name must end in .pdf, this one is '\(Display.safe(name))'")
    }
    return name
  }

  private var noFile: Refusal {
    Refusal(.unprocessable, "the form has no file in the field '\(endpoint.field)'")
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
