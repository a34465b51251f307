import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOHTTPTypes
import ServiceLifecycle

/// The pipeline behind hummingbird (SwiftNIO).
struct HummingbirdWeb: Sendable {
  let service: DocumentService

  /// Serves until the task is cancelled, or until a shutdown has let everything in flight finish.
  func run(shutdown: ServerShutdown, ready: @escaping @Sendable (Int) -> Void) async throws {
    let configuration = service.configuration
    let logger = Logger(label: "reference-server") { _ in SwiftLogNoOpLogHandler() }
    let application = Application(
      responder: CallbackResponder { (request: Request, context: ConnectionContext) in
        await respond(to: request, on: context.channel)
      },
      server: .http1(configuration: .init(additionalChannelHandlers: [DisconnectHandler()])),
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port)),
      onServerRunning: { channel in ready(channel.localAddress?.port ?? configuration.port) },
      logger: logger)
    let group = ServiceGroup(configuration: .init(services: [application], logger: logger))
    async let _ = {
      if await shutdown.begun() { await group.triggerGracefulShutdown() }
    }()
    do {
      try await group.run()
    } catch let error as IOError {
      throw ServerError.cannotListen(
        host: configuration.host, port: configuration.port, reason: error.description)
    }
  }

  private func respond(to request: Request, on channel: any Channel) async -> Response {
    let head = RequestHead(
      method: request.method.rawValue, path: request.uri.path,
      query: QueryString(request.uri.query), contentType: request.headers[.contentType],
      contentLength: request.headers[.contentLength].flatMap { Int($0) },
      isChunked: request.headers[.transferEncoding] != nil)
    let visit = service.visit(head)
    let reply =
      switch service.route(head) {
      case .health: Reply.answer(service.health())
      case .metrics: Reply.answer(service.metrics())
      case .refused(let refusal): Reply.answer(service.answer(refusal, to: head))
      case .process(let endpoint): await process(request, head, endpoint, visit, on: channel)
      }
    let answer: Answer
    switch reply {
    case .answer(let whole): answer = whole
    case .events(let events): return response(events, visit, on: channel)
    }
    await service.faults.waitOutStall()
    visit.answered(answer.status, bytes: request.method == .head ? 0 : answer.body.count)
    defer { visit.end() }
    if answer.closesConnection {
      channel.eventLoop.scheduleTask(in: TimeAmount(WebLayer.lingerTime)) {
        channel.close(promise: nil)
      }
    }
    return response(request.method == .head ? answer.withoutBody : answer)
  }

  private func process(
    _ request: Request, _ head: RequestHead, _ endpoint: Endpoint, _ visit: Visit,
    on channel: any Channel
  ) async -> Reply {
    do {
      var reader = try service.reader(for: head, at: endpoint)
      for try await buffer in request.body {
        visit.received(buffer.readableBytes)
        try buffer.withUnsafeReadableBytes { try reader.consume($0) }
      }
      let upload = try reader.finish()
      if endpoint == .stream { return .events(service.events(upload, visit)) }
      return .answer(try await processing(upload, visit, until: channel))
    } catch let refusal as Refusal {
      return .answer(service.answer(refusal, to: head))
    } catch {
      // The client is gone in the middle of its upload: nobody reads this.
      visit.clientHasLeft()
      return .answer(Refusal(.badRequest, "the upload was not completed").answer)
    }
  }

  /// Processes the upload in a task of its own, which ends early when the client goes away.
  private func processing(
    _ upload: Upload, _ visit: Visit, until channel: any Channel
  ) async throws -> Answer {
    let handler = try await channel.pipeline.handler(type: DisconnectHandler.self).get()
    let work = Task { await service.process(upload, visit) }
    return await withTaskCancellationHandler {
      await handler.cancelling(work)
    } onCancel: {
      work.cancel()
    }
  }

  /// An answer of unknown length; whatever ends it early stops the work.
  private func response(
    _ events: PageEvents, _ visit: Visit, on channel: any Channel
  ) -> Response {
    let body = ResponseBody { writer in
      defer { visit.end() }
      let handler = try await channel.pipeline.handler(type: DisconnectHandler.self).get()
      handler.onGoodbye { events.stop() }
      defer { handler.onGoodbye(nil) }
      for await event in events {
        visit.streamed(event.count)
        try await writer.write(ByteBuffer(bytes: event))
      }
      try await writer.finish(nil)
    }
    return Response(
      status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
      body: body)
  }

  private func response(_ answer: Answer) -> Response {
    var headers: HTTPFields = [
      .contentType: answer.contentType, .contentLength: String(answer.body.count),
    ]
    if let allow = answer.allow { headers[.allow] = allow }
    if answer.closesConnection { headers[.connection] = "close" }
    return Response(
      status: .init(code: answer.status.rawValue, reasonPhrase: answer.status.phrase),
      headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
  }
}

/// What a request needs to know beyond itself: the connection it came on.
struct ConnectionContext: InitializableFromSource, Sendable {
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    channel = source.channel
  }
}
