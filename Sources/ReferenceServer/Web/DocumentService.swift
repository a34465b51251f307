import PopplerKit

/// What the server does with a request, apart from HTTP: both web layers call this only.
///
///     GET  /             state of the server
///     POST /process-pdf  one document in, text and pixel sizes of its pages out
struct DocumentService: Sendable {
  /// What a method and a path lead to.
  enum Route: Sendable {
    case health
    case process
    case refused(Refusal)
  }

  let configuration: ServerConfiguration
  let pool: WorkerPool
  let budget: UploadBudget
  let faults: FaultInjector

  func route(_ head: RequestHead) -> Route {
    let path = head.path
    return switch (path, head.method) {
    case ("/", "GET"), ("/", "HEAD"): .health
    case ("/process-pdf", "POST"): faults.refusal().map { .refused($0) } ?? .process
    case ("/", _): .refused(wrong(head.method, for: path, allowed: "GET, HEAD"))
    case ("/process-pdf", _): .refused(wrong(head.method, for: path, allowed: "POST"))
    default:
      .refused(
        Refusal(
          .notFound,
          "there is nothing at '\(Display.safe(path))'; this server has GET / and POST /process-pdf"
        ))
    }
  }

  func health() -> Answer {
    let load = pool.load
    var json = JSONWriter()
    json.object { json in
      json.field("status", "ok")
      json.field("message", "slimbench reference server (\(configuration.web.rawValue))")
      json.field("models_loaded", !faults.isStarting)
      json.key("workers")
      json.object { json in
        json.field("total", load.workers)
        json.field("alive", load.alive)
        json.field("busy", load.busy)
      }
      json.field("queue_size", load.waiting)
    }
    return Answer(status: .ok, body: json.bytes)
  }

  func reader(for head: RequestHead) throws(Refusal) -> UploadReader {
    try UploadReader(
      head: head, bodyLimit: configuration.bodyLimitBytes, defaultDPI: configuration.defaultDPI,
      budget: budget)
  }

  /// The answer to a request that is not carried out.
  ///
  /// The rest of its body is read and forgotten if that is sure to end; otherwise the connection
  /// ends with the answer.
  func answer(_ refusal: Refusal, to head: RequestHead) -> Answer {
    var answer = refusal.answer
    answer.closesConnection = !head.hasBoundedBody(configuration.bodyLimitBytes)
    return answer
  }

  /// Processes an upload; cancelling the task that waits here stops the work.
  func process(_ upload: Upload) async -> Answer {
    // What is held of the upload is counted until its pages are done.
    defer { withExtendedLifetime(upload.share) {} }
    do throws(PoolFailure) {
      let result = try await pool.process(upload.bytes, dpi: upload.dpi)
      return Self.answer(name: upload.name, result)
    } catch {
      return Self.refusal(error).answer
    }
  }

  private static func answer(name: String, _ result: DocumentResult) -> Answer {
    var json = JSONWriter()
    json.object { json in
      json.field("total_pages_processed", result.pages.count)
      json.field("total_pdfs", 1)
      json.field("elapsed_seconds", result.elapsedSeconds)
      json.key("results")
      json.array([result]) { json, result in
        json.object { json in
          json.field("pdf_path", name)
          json.field("pages_processed", result.pages.count)
          json.field("ocr_text", result.pages.map(\.text).joined(separator: "\n\n"))
          json.key("raw_ocr_results")
          json.array(result.pages) { json, page in json.string(page.text) }
          json.key("pages")
          json.array(result.pages) { json, page in write(page, to: &json) }
        }
      }
    }
    return Answer(status: .ok, body: json.bytes)
  }

  private static func write(_ page: PageResult, to json: inout JSONWriter) {
    json.object { json in
      json.field("page", page.page)
      json.field("width", page.width)
      json.field("height", page.height)
      json.field("dpi", page.dpi)
      json.field("text", page.text)
    }
  }

  private static func refusal(_ failure: PoolFailure) -> Refusal {
    switch failure {
    case .document(let error):
      Refusal(status(of: error), error.message)
    case .queueFull(let limit):
      Refusal(.unavailable, "every worker is busy and \(limit) documents are waiting; try again")
    case .tooMuchMemory(let limit, true):
      Refusal(
        .unprocessable,
        "the PDF needs more memory than the server has for it (\(ByteSize.text(limit)))")
    case .tooMuchMemory(let limit, false):
      Refusal(
        .unavailable,
        "the documents at work needed more memory than the limit of \(ByteSize.text(limit)) "
          + "and were stopped together; try again")
    case .cancelled:
      Refusal(.unavailable, "the request was cancelled")
    case .stopped:
      Refusal(.unavailable, "the server is shutting down")
    }
  }

  private static func status(of error: PDFError) -> AnswerStatus {
    switch error {
    case .empty, .notPDF: .badRequest
    case .encrypted, .damaged, .noPages, .pageTooLarge, .sideTooLong, .outOfMemory,
      .renderingFailed:
      .unprocessable
    case .cancelled: .unavailable
    case .pageOutOfRange: .internalError
    }
  }

  private func wrong(_ method: String, for path: String, allowed: String) -> Refusal {
    Refusal(
      .methodNotAllowed, "\(Display.safe(method)) is not allowed at \(path); use \(allowed)",
      allow: allowed)
  }
}
