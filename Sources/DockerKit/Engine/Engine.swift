/// A container engine that answered: Docker, or podman behind the same interface.
///
///     let engine = try await Engine.connect(address)
///     let answer = try await engine.call(EngineCall("POST", "/containers/\(id)/start"))
///
/// All requests and streams of an engine share one thread. Cancelling the task of a call ends it
/// at once, also where the engine has stopped answering.
package import CurlKit

package final class Engine: Sendable {
  package let address: EngineAddress
  /// What the engine told of itself when it was connected to.
  package let facts: EngineFacts
  let transfers: TransferThread

  init(address: EngineAddress, facts: EngineFacts, transfers: TransferThread) {
    self.address = address
    self.facts = facts
    self.transfers = transfers
  }

  /// Asks and waits for the whole answer.
  ///
  /// - Throws: What stands in the way, or what the engine answered instead of success.
  package func call(_ call: EngineCall) async throws(EngineError) -> EngineAnswer {
    try await EngineWire(address: address, version: facts.apiVersion, transfers: transfers)
      .call(call)
  }

  /// Asks for a stream and returns at its end, which says nothing about why it came.
  ///
  /// - Parameters:
  ///   - onOpen: The engine has taken the request; what happens from now on is in the stream.
  ///   - onChunk: Takes the bytes as they come, with the moment of `MonotonicClock`; runs on the
  ///     engine's thread and must be quick.
  package func stream(
    _ call: EngineCall, onOpen: (@Sendable () -> Void)? = nil,
    onChunk: @escaping TransferThread.ChunkHook
  ) async throws(EngineError) {
    try await EngineWire(address: address, version: facts.apiVersion, transfers: transfers)
      .stream(call, onOpen: onOpen, onChunk: onChunk)
  }

  /// The same for a stream of JSON values, one a line, such as the progress of a pull or a build.
  ///
  /// Lines that are too long or no JSON are left out.
  package func stream(
    _ call: EngineCall, onOpen: (@Sendable () -> Void)? = nil,
    onValue: @escaping @Sendable (JSON) -> Void
  ) async throws(EngineError) {
    let lines = LineTray(onLine: { if let value = JSON($0) { onValue(value) } })
    try await stream(call, onOpen: onOpen) { bytes, _ in lines.feed(bytes) }
    lines.end()
  }
}
