/// Whoever watched the run noted that something made its times wrong, such as a suspension.
enum TimesDisturbed: DiagnosisRule {
  /// Most notes told.
  static let limit = 5

  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    var told: Set<String> = []
    return evidence.seriousNotes.filter { told.insert($0).inserted }.prefix(limit).map {
      Diagnosis(.timesDisturbed, $0.last == "." ? $0 : $0 + ".")
    }
  }
}
