/// A server's own health check failed while the server was measured.
enum SubjectUnhealthy: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.subjects.filter { $0.unhealthySeconds > 0 }.map { subject in
      Diagnosis(
        .unhealthy,
        "\(evidence.words(subject)) failed its own health check for "
          + "\(Quantity.duration(seconds: subject.unhealthySeconds)) of the "
          + "\(Quantity.duration(seconds: subject.measuredSeconds)) in which it was measured.")
    }
  }
}
