/// One server closed its connections after every answer, another kept them open.
enum ConnectionsNotReused: DiagnosisRule {
  /// Shares of requests on a new connection that are told apart.
  static let kept = 0.1
  static let closed = 0.5

  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.groups.flatMap { group -> [Diagnosis] in
      let measured = group.filter { evidence.conditions[$0].total > 0 }
      let closing = measured.filter { share($0, evidence) >= closed }
      guard let keeping = measured.first(where: { share($0, evidence) <= kept }) else { return [] }
      return closing.map {
        Diagnosis(
          .connectionsNotReused,
          "\(evidence.names[$0]) took a new connection for "
            + "\(Quantity.percent(share($0, evidence))) of its requests, "
            + "\(evidence.names[keeping]) for \(Quantity.percent(share(keeping, evidence))): the "
            + "difference includes making connections.")
      }
    }
  }

  private static func share(_ condition: Int, _ evidence: Evidence) -> Double {
    Double(evidence.newConnections[condition]) / Double(evidence.conditions[condition].total)
  }
}
