/// Something that a reader of a comparison has to know before its figures.
package struct CompareCaveat: Hashable, Sendable {
  /// What it is about; the raw value is the JSON's.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The program wrote a file's verdicts off itself.
    case withheld
    /// A run did not come to its end.
    case incomplete
    /// A run was cut short and went on later.
    case resumed
    /// No document is in all files.
    case nothingShared = "nothing_shared"
    /// Documents were left out, since not all files have them.
    case documentsMissing = "documents_missing"
    /// Documents were left out, since they have other bytes under the same path.
    case documentsChanged = "documents_changed"
    /// Answers to the same question differ.
    case answersDiffer = "answers_differ"
    case dpiIgnored = "dpi_ignored"
    case failures
    case settings
    case servers
    case host
    case version
    case guide
    /// The same run stands in several files.
    case sameRun = "same_run"
    case apart = "measured_apart"
    /// A warning of a file's own.
    case warning
  }

  package let kind: Kind
  /// One sentence; foreign text is possible in it.
  package let sentence: String
}

extension CompareCaveat.Kind {
  /// One or two words for a line's beginning.
  package var words: String {
    switch self {
    case .withheld: "Withheld"
    case .incomplete: "Partial"
    case .resumed: "Resumed"
    case .nothingShared, .documentsMissing, .documentsChanged: "Documents"
    case .answersDiffer: "Answers"
    case .dpiIgnored: "DPI ignored"
    case .failures: "Failures"
    case .settings: "Settings"
    case .servers: "Servers"
    case .host: "Host"
    case .version: "Version"
    case .guide: "Guide's file"
    case .sameRun: "Same run"
    case .apart: "Apart"
    case .warning: "Warning"
    }
  }

  /// What is said where there is room for a few words alone.
  package var phrase: String {
    switch self {
    case .withheld: "verdicts withheld"
    case .incomplete: "a run is partial"
    case .resumed: "a run was resumed"
    case .nothingShared, .documentsMissing, .documentsChanged: "documents differ"
    case .answersDiffer: "answers differ"
    case .dpiIgnored: "DPI ignored"
    case .failures: "failures"
    case .settings: "settings differ"
    case .servers: "servers differ"
    case .host: "hosts differ"
    case .version: "versions differ"
    case .guide: "the guide's file"
    case .sameRun: "the same run twice"
    case .apart: "measured apart"
    case .warning: "a run's own warning"
    }
  }
}
