/// What is wrong with an engine, in words that tell what to do next.
internal import CurlKit

struct EngineDiagnosis {
  let address: EngineAddress

  /// Of a request without a complete answer.
  func error(for error: TransferError, status: Int?) -> EngineError {
    switch error.kind {
    case .aborted: EngineError(.cancelled, "stopped by us")
    case .timeout:
      EngineError(
        .timeout, "the engine at \(address) does not answer",
        advice: "it may be busy or stopped; try again, or restart it", status: status)
    case .connect: connectError(error)
    case .dns:
      EngineError(
        .unreachable, "the host of \(address) has no address", advice: "look at its name")
    case .tls, .malformed:
      EngineError(
        .foreign, "what listens at \(address) does not speak HTTP: \(error.message)",
        advice: "look at the address; an engine behind TLS is not supported")
    case .reset, .truncated:
      EngineError(
        .lost, "the connection to the engine at \(address) broke: \(error.message)",
        advice: "it may be restarting", status: status)
    case .tooLarge, .unsupported, .other:
      EngineError(
        .foreign, "the engine at \(address) cannot be talked to: \(error.message)",
        status: status)
    }
  }

  private func connectError(_ error: TransferError) -> EngineError {
    guard let path = address.unixPath else {
      return EngineError(
        .refused, "nobody answers at \(address): \(error.message)",
        advice: "is the engine running, and does it listen there?")
    }
    return SocketProbe.look(at: path).error(address)
      ?? EngineError(.lost, "the engine at \(address) cannot be reached: \(error.message)")
  }

  /// Of an answer that is no success.
  func error(status: Int, body: [UInt8], asked: String) -> EngineError {
    let message = Self.message(in: body)
    let said = message.isEmpty ? "\(asked) was answered with status \(status)" : message
    if said.contains("HTTP request to an HTTPS server") {
      return EngineError(
        .tls, "the engine at \(address) speaks TLS, which is not supported",
        advice: EngineAddress.tunnel, status: status)
    }
    if status == 400, said.contains("client version") {
      return EngineError(
        .version, "the engine at \(address) refuses our version: \(said)", status: status)
    }
    return EngineError(.answer, said, status: status)
  }

  /// The engine's own words: `{"message": …}`, or plain text; one line, bounded.
  static func message(in body: [UInt8]) -> String {
    let json = JSON(body)
    let text = json?["message"].text ?? json?["cause"].text ?? String(decoding: body, as: UTF8.self)
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return String(line.drop { $0 == " " }.prefix(2000))
  }
}
