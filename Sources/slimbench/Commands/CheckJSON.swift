internal import BenchCore
internal import Foundation
internal import Statistics

/// The check of servers as JSON.
enum CheckJSON {
  /// `{"servers":[{"key":…,"available":…,"findings":[…],"dpi":{…}}]}`, keys sorted.
  static func text(_ checks: [ServerCheck], of servers: [ServerSpec]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let whole = Whole(
      servers: checks.filter { servers.indices.contains($0.server) }.map {
        Server($0, servers[$0.server])
      })
    // Every number in it is finite, which is all that an encoder could refuse.
    guard let data = try? encoder.encode(whole) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  private struct Whole: Encodable {
    var servers: [Server]
  }

  private struct Server: Encodable {
    var key: String
    var name: String
    var url: String?
    var available: Bool
    var grade: String
    var findings: [Finding]
    var dpi: DPI?

    init(_ check: ServerCheck, _ server: ServerSpec) {
      key = server.key
      name = server.name
      url = check.url
      available = check.isAvailable
      grade = check.grade.rawValue
      findings = check.findings.map {
        Finding(
          subject: $0.subject.rawValue, grade: $0.grade.rawValue,
          text: $0.text + ($0.evidence.isEmpty ? "" : " (\($0.evidence))"))
      }
      dpi = check.reaction.map { DPI($0, check.reading) }
    }
  }

  private struct Finding: Encodable {
    var subject: String
    var grade: String
    var text: String
  }

  /// Whether the server reacts, and the figures that say so.
  private struct DPI: Encodable {
    var outcome: String
    var decidedBy: String
    var readFrom: String?
    var document: String
    var low: Double
    var high: Double
    var pairs: Int
    var megapixels: [Double]?
    var dpiTold: [Double]?
    var textsDiffer: Bool?
    var serverSeconds: Ratio?
    var serviceTime: Ratio?

    private enum CodingKeys: String, CodingKey {
      case outcome, document, low, high, pairs, megapixels
      case decidedBy = "decided_by"
      case readFrom = "read_from"
      case dpiTold = "dpi_told"
      case textsDiffer = "texts_differ"
      case serverSeconds = "server_seconds"
      case serviceTime = "service_time"
    }

    init(_ reaction: DPIReaction, _ reading: DPIReading?) {
      outcome = reaction.outcome.rawValue
      decidedBy = reaction.sign.rawValue
      readFrom = reading?.rawName
      document = reaction.probe.document
      low = reaction.probe.low
      high = reaction.probe.high
      pairs = reaction.answered
      megapixels = reaction.megapixels.map { [$0.low, $0.high] }
      dpiTold = reaction.dpiTold.map { [$0.low, $0.high] }
      textsDiffer = reaction.textsDiffer
      serverSeconds = reaction.serverSeconds.map(Ratio.init)
      serviceTime = reaction.serviceTime.map(Ratio.init)
    }
  }

  /// Time at the high DPI as a multiple of that at the low one, with its 95 % interval.
  private struct Ratio: Encodable {
    var ratio: Double
    var interval: [Double]?

    init(_ estimate: Estimate) {
      ratio = LogRatio.ratio(estimate.value)
      interval = estimate.interval.map(LogRatio.ratios).map { [$0.lowerBound, $0.upperBound] }
    }
  }
}
