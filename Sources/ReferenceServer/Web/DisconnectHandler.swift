import NIOCore
import NIOHTTPTypes
import Synchronization

/// Sits in a connection's pipeline and cancels the work for a client that goes away.
///
/// While a document is processed nothing reads from the connection, so nothing would notice. A
/// client that closes only its sending side counts as gone, as with most servers.
final class DisconnectHandler: ChannelInboundHandler, RemovableChannelHandler, Sendable {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart

  private struct State {
    var isGone = false
    var cancel: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// Waits for the work; it is cancelled if the client goes away, or is gone already.
  func cancelling<Value: Sendable>(_ work: Task<Value, Never>) async -> Value {
    onGoodbye { work.cancel() }
    defer { onGoodbye(nil) }
    return await work.value
  }

  /// Says what to do when the client goes away; done at once if it is gone already.
  func onGoodbye(_ cancel: (@Sendable () -> Void)?) {
    let isGone = state.withLock { state in
      state.cancel = cancel
      return state.isGone
    }
    if isGone { cancel?() }
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if case ChannelEvent.inputClosed = event { clientIsGone() }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    clientIsGone()
    context.fireChannelInactive()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    clientIsGone()
    context.fireErrorCaught(error)
  }

  private func clientIsGone() {
    let cancel = state.withLock { state in
      state.isGone = true
      return state.cancel
    }
    cancel?()
  }
}
