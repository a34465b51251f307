/// Meeting an engine: is it one, which, and what version do both speak.
internal import CurlKit

extension Engine {
  /// Asks an engine who it is and settles on a version.
  ///
  /// - Parameters:
  ///   - timeout: For each of the three questions.
  ///   - firstTimeout: For the first one, where another engine may be tried instead.
  /// - Throws: What stands in the way, as a line with advice.
  package static func connect(
    _ address: EngineAddress, timeout: Duration = .seconds(5), firstTimeout: Duration? = nil
  ) async throws(EngineError) -> Engine {
    let transfers = TransferThread()
    let wire = EngineWire(address: address, version: nil, transfers: transfers)
    let ping = try await wire.ask("/_ping", firstTimeout ?? timeout)
    guard ping.header("Api-Version") != nil || ping.body == [UInt8]("OK".utf8) else {
      throw EngineError(
        .foreign, "what listens at \(address) is no container engine",
        advice: "look at the address")
    }
    if let server = ping.header("Api-Version").flatMap(APIVersion.init) {
      try check(server, at: address)
    }
    let version = try await wire.ask("/version", timeout).json
    guard let version, version.isObject else {
      throw EngineError(
        .foreign, "what listens at \(address) answers /version without JSON",
        advice: "look at the address")
    }
    let asked = MonotonicClock.now()
    let info = try await wire.ask("/info", timeout).json ?? JSON([UInt8]("{}".utf8))
    let clock = EngineClock(
      askedAt: asked, answeredAt: MonotonicClock.now(),
      engine: info?["SystemTime"].string.flatMap { EngineTime($0) })
    guard let info else { throw EngineError(.foreign, "\(address) answers /info without JSON") }
    let facts = EngineFacts(ping: ping, version: version, info: info, clock: clock)
    try check(facts.serverAPIVersion, at: address)
    if let least = version["MinAPIVersion"].string.flatMap(APIVersion.init), least > .newest {
      throw EngineError(
        .version,
        "the engine at \(address) speaks API \(least) and newer, we speak up to "
          + "\(APIVersion.newest)", advice: "use a newer slimbench")
    }
    return Engine(address: address, facts: facts, transfers: transfers)
  }

  private static func check(
    _ server: APIVersion, at address: EngineAddress
  ) throws(EngineError) {
    guard server >= .oldest else {
      throw EngineError(
        .version,
        "the engine at \(address) speaks API \(server), at least \(APIVersion.oldest) is needed",
        advice: "update it to Docker 1.12 or newer")
    }
  }
}

extension EngineWire {
  fileprivate func ask(
    _ path: String, _ timeout: Duration
  ) async throws(EngineError) -> EngineAnswer {
    var call = EngineCall("GET", path, timeout: timeout)
    call.isUnversioned = true
    return try await self.call(call)
  }
}
