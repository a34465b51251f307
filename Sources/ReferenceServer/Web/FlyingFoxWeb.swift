import FlyingFox
import FlyingSocks
import Foundation

/// The pipeline behind FlyingFox (Swift concurrency over epoll, without SwiftNIO).
///
/// FlyingFox sends the head and the body of an answer in two calls without switching Nagle's
/// algorithm off, so a kept-alive request costs some 40 ms more than the work. That is this
/// library's web-layer overhead, left as it is on purpose: it is what a benchmark should show.
struct FlyingFoxWeb: Sendable {
  /// FlyingFox ends a handler after this long; a day, because a big document may take its time.
  private static let handlerSeconds: TimeInterval = 86_400
  /// Bodies up to this many bytes arrive in one piece, larger ones as a stream.
  private static let streamingThreshold = 16 * 1024

  let service: DocumentService

  /// Serves until the task is cancelled, or until a shutdown has let everything in flight finish.
  func run(shutdown: ServerShutdown, ready: @escaping @Sendable (Int) -> Void) async throws {
    let pool = HTTPServer.defaultPool()
    let server = HTTPServer(
      config: .init(
        address: try address(), timeout: Self.handlerSeconds,
        sharedRequestBufferSize: Self.streamingThreshold, sharedRequestReplaySize: 0, pool: pool,
        logger: .disabled),
      handler: ClosureHTTPHandler { request in await respond(to: request, pool: pool) })
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        group.addTask {
          try await server.waitUntilListening()
          let port = await server.listeningPort ?? service.configuration.port
          ready(port)
          if await shutdown.begun() { await drain(port) }
        }
        try await group.next()
        group.cancelAll()
      }
    } catch let error as SocketError {
      throw cannotListen(error)
    }
  }

  /// Takes no more connections and waits until nothing is in flight; those that are idle then are closed
  /// with the server.
  private func drain(_ port: Int) async {
    DeafListener.replace(port: port)
    while service.observer.metrics.inFlight > 0, !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  private func respond(to request: HTTPRequest, pool: some AsyncSocketPool) async -> HTTPResponse {
    let head = RequestHead(
      method: request.method.rawValue, path: request.target.path(percentEncoded: true),
      query: QueryString(request.target.query(percentEncoded: true)),
      contentType: request.headers[.contentType],
      contentLength: request.headers[.contentLength].flatMap { Int($0) },
      isChunked: request.headers[.transferEncoding] != nil)
    let visit = service.visit(head)
    var body = request.bodySequence.makeAsyncIterator()
    let reply =
      switch service.route(head) {
      case .health: Reply.answer(service.health())
      case .metrics: Reply.answer(service.metrics())
      case .refused(let refusal): Reply.answer(service.answer(refusal, to: head))
      case .process(let endpoint): await process(request, head, endpoint, visit, &body, pool: pool)
      }
    let answer: Answer
    switch reply {
    case .answer(let whole): answer = whole
    case .events(let events): return response(events, visit)
    }
    await service.faults.waitOutStall()
    let isHead = request.method == .HEAD
    visit.answered(answer.status, bytes: isHead ? 0 : answer.body.count)
    // What is left of a body would be read as the next request.
    if answer.closesConnection {
      await request.remoteAddress.flatMap(PeerConnection.init)?.end(
        with: answer.http1, linger: WebLayer.lingerTime)
    } else {
      while (try? await body.next()) != nil {}
    }
    return response(isHead ? answer.withoutBody : answer, visit)
  }

  private func process(
    _ request: HTTPRequest, _ head: RequestHead, _ endpoint: Endpoint, _ visit: Visit,
    _ body: inout HTTPBodySequence.Iterator, pool: some AsyncSocketPool
  ) async -> Reply {
    do {
      var reader = try service.reader(for: head, at: endpoint)
      while let chunk = try await body.next() {
        visit.received(chunk.count)
        try chunk.withUnsafeBytes { try reader.consume($0) }
      }
      let upload = try reader.finish()
      if endpoint == .stream { return .events(service.events(upload, visit)) }
      let peer = request.remoteAddress.flatMap(PeerConnection.init)
      return .answer(await process(upload, visit, until: peer, pool: pool))
    } catch let refusal as Refusal {
      return .answer(service.answer(refusal, to: head))
    } catch {
      // The client is gone in the middle of its upload: nobody reads this.
      visit.clientHasLeft()
      return .answer(Refusal(.badRequest, "the upload was not completed").answer)
    }
  }

  /// Whichever ends first, the other is cancelled: the watch after an answer, the work after the
  /// client has gone.
  private func process(
    _ upload: Upload, _ visit: Visit, until peer: PeerConnection?, pool: some AsyncSocketPool
  ) async -> Answer {
    let work = Task { await service.process(upload, visit) }
    let watch = Task {
      guard let peer else { return }
      await peer.waitUntilClosed(pool: pool)
      work.cancel()
    }
    let answer = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
    // The descriptor that is watched may be closed as soon as this returns.
    watch.cancel()
    await watch.value
    return answer
  }

  /// An answer of unknown length; a client that has gone shows when the next event is sent.
  private func response(_ events: PageEvents, _ visit: Visit) -> HTTPResponse {
    HTTPResponse(
      statusCode: .ok,
      headers: [.contentType: "text/event-stream", HTTPHeader("Cache-Control"): "no-store"],
      body: HTTPBodySequence(from: BufferedEvents(events: events, visit: visit)))
  }

  private func response(_ answer: Answer, _ visit: Visit) -> HTTPResponse {
    var headers: HTTPHeaders = [.contentType: answer.contentType]
    if let allow = answer.allow { headers[HTTPHeader("Allow")] = allow }
    if answer.closesConnection { headers[.connection] = "close" }
    return HTTPResponse(
      statusCode: HTTPStatusCode(answer.status.rawValue, phrase: answer.status.phrase),
      headers: headers,
      body: HTTPBodySequence(
        from: WatchedBody(bytes: answer.body, visit: visit), count: answer.body.count))
  }

  // MARK: - Addresses

  private func address() throws -> any SocketAddress {
    let configuration = service.configuration
    let port = UInt16(clamping: configuration.port)
    let host = configuration.host == "localhost" ? "127.0.0.1" : configuration.host
    do {
      if host.contains(":") { return try sockaddr_in6.inet6(ip6: host, port: port) }
      return try sockaddr_in.inet(ip4: host, port: port)
    } catch {
      throw ServerError.badConfiguration(
        "the host '\(Display.safe(host))': FlyingFox listens on numeric addresses only")
    }
  }

  private func cannotListen(_ error: SocketError) -> ServerError {
    let reason =
      if case .failed(_, _, let message) = error { message } else { "\(error)" }
    return .cannotListen(
      host: service.configuration.host, port: service.configuration.port, reason: reason)
  }
}

extension HTTPServer {
  /// The port that is really listened on.
  fileprivate var listeningPort: Int? {
    switch listeningAddress {
    case .ip4(_, let port), .ip6(_, let port): Int(port)
    case .unix, nil: nil
    }
  }
}
