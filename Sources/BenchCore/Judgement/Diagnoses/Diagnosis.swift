/// Something about a run that a reader of its figures has to know, found by a rule.
package struct Diagnosis: Hashable, Sendable {
  package var kind: Kind
  /// One plain sentence with the evidence in numbers; foreign text is possible in it.
  package var sentence: String

  package init(_ kind: Kind, _ sentence: String) {
    self.kind = kind
    self.sentence = sentence
  }

  package var severity: Severity { kind.severity }

  /// How much a diagnosis takes from the verdict; fixed for each kind.
  package enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Withholds the verdict.
    case serious
    /// Puts a star on it.
    case warning
    /// Is told, no more.
    case note

    package static func < (one: Severity, other: Severity) -> Bool {
      one.rank < other.rank
    }

    private var rank: Int {
      switch self {
      case .serious: 0
      case .warning: 1
      case .note: 2
      }
    }
  }

  /// What was found; the raw value is the result file's.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case generatorSaturated = "generator_saturated"
    case littlesLawBroken = "littles_law_broken"
    case clockJumped = "clock_jumped"
    case timesDisturbed = "times_disturbed"
    case answersDiffer = "answers_differ"
    case allFailed = "all_failed"
    case orderConfounded = "order_confounded"
    case contendedHardware = "contended_hardware"
    case resumed
    case stoppedEarly = "stopped_early"
    case oneDocument = "one_document"
    case drift
    case failuresUnequal = "failures_unequal"
    case connectionsNotReused = "connections_not_reused"
    case dpiIgnored = "dpi_ignored"
    case outOfMemory = "out_of_memory"
    case restarted
    case unhealthy
    case throttled
    case firstRequestSlow = "first_request_slow"
    case outliers
    case percentileUnsupported = "percentile_unsupported"
    case oneRound = "one_round"

    package var severity: Severity {
      switch self {
      case .generatorSaturated, .littlesLawBroken, .clockJumped, .timesDisturbed, .answersDiffer,
        .allFailed:
        .serious
      case .orderConfounded, .contendedHardware, .resumed, .stoppedEarly, .oneDocument, .drift,
        .failuresUnequal,
        .connectionsNotReused, .dpiIgnored, .outOfMemory, .restarted, .unhealthy, .throttled:
        .warning
      case .firstRequestSlow, .outliers, .percentileUnsupported, .oneRound: .note
      }
    }
  }
}

/// A rule that looks at a run's evidence and says what it finds, if anything.
protocol DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis]
}

extension Diagnosis {
  /// Everything that the rules find, the most severe first.
  static func all(in evidence: Evidence) -> [Diagnosis] {
    let rules: [any DiagnosisRule.Type] = [
      GeneratorSaturated.self, LittlesLawBroken.self, ClockJumped.self, TimesDisturbed.self,
      AnswersDiffer.self,
      AllFailed.self, OrderConfounded.self, ContendedHardware.self, ResumedRun.self,
      StoppedEarly.self, OneDocument.self, DriftAcrossRounds.self,
      FailuresUnequal.self, ConnectionsNotReused.self, DPIIgnored.self, OutOfMemory.self,
      SubjectRestarted.self, SubjectUnhealthy.self, SubjectThrottled.self, FirstRequestSlow.self,
      UnusualTimes.self, PercentileUnsupported.self, OneRound.self,
    ]
    let found = rules.flatMap { $0.diagnose(evidence) }
    return Severity.allCases.flatMap { severity in found.filter { $0.severity == severity } }
  }
}
