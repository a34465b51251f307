internal import BenchCore

/// What a server did at a low and a high DPI.
extension JSONWriter {
  /// Writes the probe; `outcome` and `decided_by` are for whoever reads the file by eye.
  mutating func dpiProbe(_ probe: DPIProbe) {
    let reaction = DPIReaction(probe)
    beginObject()
    key("server")
    integer(probe.server)
    key("outcome")
    string(reaction.outcome.rawValue)
    key("decided_by")
    string(reaction.sign.rawValue)
    key("document")
    string(probe.document)
    key("low_dpi")
    number(probe.low)
    key("high_dpi")
    number(probe.high)
    key("said_in")
    beginArray()
    for place in probe.said.map(\.rawValue).sorted() { string(place) }
    endArray()
    key("pairs")
    beginArray()
    for pair in probe.pairs {
      beginObject()
      key("low")
      dpiSample(pair.low)
      key("high")
      dpiSample(pair.high)
      endObject()
    }
    endArray()
    endObject()
  }

  private mutating func dpiSample(_ sample: DPISample) {
    beginObject()
    key("latency")
    number(sample.serviceSeconds)
    key("server_seconds")
    number(sample.serverSeconds)
    key("megapixels")
    number(sample.megapixels)
    key("dpi_used")
    number(sample.dpiUsed)
    key("text_digest")
    string(sample.textDigest)
    key("failure")
    string(sample.failure?.kind.rawValue)
    key("error")
    string(sample.failure?.message ?? "")
    endObject()
  }
}

extension JSONMembers {
  func dpiProbe(_ bounds: RunBounds) throws(JSONProblem) -> DPIProbe {
    let server = try int("server")
    guard server >= 0, server < bounds.servers else {
      throw problem("server", "\(server) is out of range; the plan has \(bounds.servers)")
    }
    var said: Set<RequestShape.DPIPlacement> = []
    for word in try strings("said_in") {
      guard let place = RequestShape.DPIPlacement(rawValue: word) else {
        throw problem("said_in", "\"\(word)\" is neither query nor form")
      }
      said.insert(place)
    }
    var pairs: [DPIPair] = []
    for member in try objects("pairs") {
      pairs.append(
        DPIPair(
          low: try member.object("low").dpiSample(), high: try member.object("high").dpiSample()))
    }
    return DPIProbe(
      server: server, document: try string("document"), low: try double("low_dpi"),
      high: try double("high_dpi"), said: said, pairs: pairs)
  }

  private func dpiSample() throws(JSONProblem) -> DPISample {
    let kind: FailureKind? = try word("failure")
    let error = try optionalString("error") ?? ""
    return DPISample(
      serviceSeconds: try optionalDouble("latency") ?? 0,
      serverSeconds: try optionalDouble("server_seconds"),
      megapixels: try optionalDouble("megapixels"), dpiUsed: try optionalDouble("dpi_used"),
      textDigest: try optionalString("text_digest"),
      failure: kind.map { RequestFailure($0, error) })
  }
}
