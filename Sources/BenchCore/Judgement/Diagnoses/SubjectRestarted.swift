/// A server's container or process ended and started anew while the server was measured.
enum SubjectRestarted: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.subjects.filter { $0.restarts > 0 }.map { subject in
      Diagnosis(
        .restarted,
        "\(evidence.words(subject)) started again "
          + "\(Quantity.count(subject.restarts, "time")) during the measurement: requests met it "
          + "while it was down or still cold.")
    }
  }
}
