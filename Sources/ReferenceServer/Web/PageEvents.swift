/// The server-sent events of a document: `start`, a `page` for each as it is done, then `complete`
/// or `error`.
///
/// The work goes on in a task of its own; letting go of the events, or ending the loop over them
/// early, stops it. What the client is slow to take waits in memory: at most the document's text.
struct PageEvents: Sendable, AsyncSequence {
  typealias Element = [UInt8]

  private let events: AsyncStream<[UInt8]>
  private let faults: FaultInjector
  private let task: Task<Void, Never>

  /// - Parameter work: processes the document, telling each page; cancelled when nobody listens.
  init(
    name: String, faults: FaultInjector,
    work:
      @escaping @Sendable (
        _ onPage: @escaping @Sendable (PageResult) -> Void
      ) async -> Result<DocumentResult, PoolFailure>
  ) {
    let (events, feed) = AsyncStream<[UInt8]>.makeStream()
    let task = Task {
      feed.yield(Self.start(name))
      switch await work({ feed.yield(Self.page($0)) }) {
      case .success(let result): feed.yield(Self.complete(name, result))
      case .failure(let failure): feed.yield(Self.error(DocumentService.refusal(failure).detail))
      }
      feed.finish()
    }
    feed.onTermination = { reason in
      if case .cancelled = reason { task.cancel() }
    }
    self.events = events
    self.faults = faults
    self.task = task
  }

  /// Stops the work: the last event tells so.
  func stop() { task.cancel() }

  func makeAsyncIterator() -> Iterator {
    Iterator(events: events.makeAsyncIterator(), faults: faults)
  }

  struct Iterator: AsyncIteratorProtocol {
    var events: AsyncStream<[UInt8]>.Iterator
    let faults: FaultInjector

    /// The next event's bytes, as soon as they may leave.
    mutating func next() async -> [UInt8]? {
      let event = await events.next()
      if event != nil { await faults.waitOutStall() }
      return event
    }
  }

  // MARK: - Events

  private static func start(_ name: String) -> [UInt8] {
    event("start") { json in
      json.field("status", "processing")
      json.field("pdf", name)
    }
  }

  private static func page(_ page: PageResult) -> [UInt8] {
    event("page") { json in
      json.field("page_number", page.page)
      json.field("page_text", page.text)
      json.field("total_pages_so_far", page.page)
    }
  }

  private static func complete(_ name: String, _ result: DocumentResult) -> [UInt8] {
    event("complete") { json in
      json.field("status", "complete")
      json.field("total_pages", result.pages.count)
      json.key("pages")
      json.array(result.pages) { json, page in page.write(to: &json) }
      json.field("pdf_name", name)
      json.field("elapsed_seconds", result.elapsedSeconds)
    }
  }

  private static func error(_ detail: String) -> [UInt8] {
    event("error") { json in
      json.field("status", "error")
      json.field("error", detail)
    }
  }

  /// JSON has no line breaks, so that an event is one line of data.
  private static func event(
    _ name: String, _ content: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var json = JSONWriter()
    json.object(content)
    return Array("event: \(name)\ndata: ".utf8) + json.bytes + [10, 10]
  }
}
