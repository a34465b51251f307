/// A server does the same at every DPI: its figures say nothing of DPI, whatever it was asked for.
enum DPIIgnored: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.dpiReactions.enumerated().compactMap { index, reaction in
      guard let reaction, reaction.outcome == .doesNotReact,
        evidence.plan.servers.indices.contains(index)
      else { return nil }
      return Diagnosis(
        .dpiIgnored,
        "\(evidence.plan.servers[index].name) does not react to the DPI (\(reaction.evidence)): "
          + "its figures say nothing of DPI, and a server that does react has other work to do at "
          + "the same one.")
    }
  }
}
