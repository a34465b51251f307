/// The run was cut short and went on later: its rounds stand on different hours of the machine.
enum ResumedRun: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    guard let last = evidence.resumptions.last else { return [] }
    let times = evidence.resumptions.count
    let gaps = evidence.resumptions.compactMap(\.gapSeconds)
    let later =
      gaps.isEmpty
      ? "" : ", \(gaps.map { Quantity.duration(seconds: $0) }.joined(separator: " and ")) later"
    let segments = Quantity.count(times + 1, "segment")
    let discarded = evidence.resumptions.reduce(0) { $0 &+ $1.discarded }
    let again =
      discarded > 0
      ? "; \(Quantity.count(discarded, "request")) of incomplete rounds "
        + (discarded == 1 ? "was" : "were") + " left out and sent again" : ""
    let how =
      last.kept == 0
      ? "nothing of it was kept"
      : "its rounds were measured in \(segments) of time, each round in one of them"
    return [
      Diagnosis(
        .resumed,
        "The run was cut short and resumed\(times > 1 ? " \(Quantity.count(times)) times" : "")"
          + "\(later): \(how)\(again).")
    ]
  }
}
