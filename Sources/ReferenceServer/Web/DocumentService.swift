import OCRKit
import PopplerKit

/// What the server does with a request, apart from HTTP: both web layers call this only.
///
///     GET  /                    state of the server
///     GET  /metrics             figures since its start, for Prometheus
///     POST /process-pdf         one document in, text and pixel sizes of its pages out
///     POST /process-pdfs        the same with several documents, one after another
///     POST /process-pdf-stream  one document in, an event for every page as it is done
struct DocumentService: Sendable {
  /// What a method and a path lead to.
  enum Route: Sendable {
    case health
    case metrics
    case process(Endpoint)
    case refused(Refusal)
  }

  let configuration: ServerConfiguration
  let pool: WorkerPool
  let budget: UploadBudget
  let faults: FaultInjector
  var observer = ServerObserver()

  static let metricsPath = "/metrics"

  /// To be called with the head of every request.
  func visit(_ head: RequestHead) -> Visit { Visit(head, observer: observer) }

  func route(_ head: RequestHead) -> Route {
    let path = head.path
    if path == "/" || path == Self.metricsPath {
      guard head.method == "GET" || head.method == "HEAD" else {
        return .refused(wrong(head.method, for: path, allowed: "GET, HEAD"))
      }
      return path == "/" ? .health : .metrics
    }
    guard let endpoint = Endpoint(rawValue: path) else {
      return .refused(
        Refusal(
          .notFound,
          "there is nothing at '\(Display.safe(path))'; this server has GET /, "
            + "GET \(Self.metricsPath), \(Endpoint.list)"))
    }
    guard head.method == "POST" else {
      return .refused(wrong(head.method, for: path, allowed: "POST"))
    }
    return faults.refusal().map { .refused($0) } ?? .process(endpoint)
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

  func metrics() -> Answer {
    let text = observer.metrics.exposition(pool.load, .now(since: observer.start))
    return Answer(status: .ok, body: Array(text.utf8), contentType: Exposition.contentType)
  }

  func reader(
    for head: RequestHead, at endpoint: Endpoint = .document
  ) throws(Refusal) -> UploadReader {
    try UploadReader(
      head: head, for: endpoint, bodyLimit: configuration.bodyLimitBytes,
      defaultDPI: configuration.defaultDPI,
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
  ///
  /// Several documents are processed one after another, so that a request takes one worker; the
  /// first that fails ends them all.
  func process(_ upload: Upload, _ visit: Visit) async -> Answer {
    // What is held of the upload is counted until its pages are done.
    defer { withExtendedLifetime(upload.share) {} }
    visit.asks(dpi: upload.dpi)
    var done: [(name: String, result: DocumentResult)] = []
    for document in upload.documents {
      do throws(PoolFailure) {
        let result = try await pool.process(document.bytes, dpi: upload.dpi) { visit.pageDone($0) }
        done.append((document.name, result))
      } catch {
        if error == .cancelled { visit.clientHasLeft() }
        var refusal = Self.refusal(error)
        if upload.documents.count > 1 {
          refusal.detail = "\(Display.safe(document.name)): \(refusal.detail)"
        }
        return refusal.answer
      }
    }
    return Self.answer(done)
  }

  /// Processes an upload's one document, and tells its pages as they are done.
  func events(_ upload: Upload, _ visit: Visit) -> PageEvents {
    visit.asks(dpi: upload.dpi)
    let document = upload.documents[0]
    return PageEvents(name: document.name, faults: faults) { [pool] onPage in
      defer { withExtendedLifetime(upload.share) {} }
      do throws(PoolFailure) {
        let result = try await pool.process(document.bytes, dpi: upload.dpi) { page in
          visit.pageDone(page)
          onPage(page)
        }
        return .success(result)
      } catch {
        if error == .cancelled { visit.clientHasLeft() }
        return .failure(error)
      }
    }
  }

  private static func answer(_ done: [(name: String, result: DocumentResult)]) -> Answer {
    var json = JSONWriter()
    json.object { json in
      json.field("total_pages_processed", done.reduce(0) { $0 + $1.result.pages.count })
      json.field("total_pdfs", done.count)
      json.field("elapsed_seconds", done.reduce(0) { $0 + $1.result.elapsedSeconds })
      json.key("results")
      json.array(done) { json, document in
        let pages = document.result.pages
        json.object { json in
          json.field("pdf_path", document.name)
          json.field("pages_processed", pages.count)
          json.field("ocr_text", pages.map(\.text).joined(separator: "\n\n"))
          json.key("raw_ocr_results")
          json.array(pages) { json, page in json.string(page.text) }
          json.key("pages")
          json.array(pages) { json, page in page.write(to: &json) }
        }
      }
    }
    return Answer(status: .ok, body: json.bytes)
  }

  static func refusal(_ failure: PoolFailure) -> Refusal {
    switch failure {
    case .document(let error):
      Refusal(status(of: error), error.message)
    case .unreadable(let page, let error):
      Refusal(
        status(of: error), "page \(page) cannot be read from its pixels: \(error.message)")
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

  private static func status(of error: OCRError) -> AnswerStatus {
    switch error {
    case .pageTooLarge, .notReadable: .unprocessable
    case .cancelled: .unavailable
    case .noLanguageData, .outOfMemory: .internalError
    }
  }

  private func wrong(_ method: String, for path: String, allowed: String) -> Refusal {
    Refusal(
      .methodNotAllowed, "\(Display.safe(method)) is not allowed at \(path); use \(allowed)",
      allow: allowed)
  }
}

extension PageResult {
  /// As an element of an answer's `pages`.
  func write(to json: inout JSONWriter) {
    json.object { json in
      json.field("page", page)
      json.field("width", width)
      json.field("height", height)
      json.field("dpi", dpi)
      json.field("text", text)
      // Only where the text was read from pixels.
      if let confidence { json.field("ocr_confidence", confidence) }
    }
  }
}
