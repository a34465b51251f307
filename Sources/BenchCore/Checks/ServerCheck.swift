/// What asking a server about the contract and the DPI came to.
package struct ServerCheck: Equatable, Sendable {
  /// Index into the plan's servers.
  package var server: Int
  /// Base URL it answers on; nil for one that is not available.
  package var url: String?
  /// In the order in which they were looked at.
  package var findings: [CheckFinding]
  /// Whether it reacts to the DPI; nil where it was not asked.
  package var reaction: DPIReaction?
  /// Where it reads the DPI; nil where it does not react, or was told it in one place only.
  package var reading: DPIReading?

  package init(
    server: Int, url: String?, findings: [CheckFinding], reaction: DPIReaction? = nil,
    reading: DPIReading? = nil
  ) {
    self.server = server
    self.url = url
    self.findings = findings
    self.reaction = reaction
    self.reading = reading
  }

  package var isAvailable: Bool { url != nil }

  /// The worst of its findings.
  package var grade: CheckFinding.Grade { findings.map(\.grade).max() ?? .ok }
}

/// One thing that was looked at.
package struct CheckFinding: Hashable, Sendable {
  package var subject: Subject
  package var grade: Grade
  /// What was found, with what to do where that is not plain; foreign text is possible in it.
  package var text: String
  /// The numbers that it rests on, where they are many.
  package var evidence: String

  package init(_ subject: Subject, _ grade: Grade, _ text: String, evidence: String = "") {
    self.subject = subject
    self.grade = grade
    self.text = text
    self.evidence = evidence
  }

  /// What was looked at; the raw value is the JSON's.
  package enum Subject: String, Hashable, Sendable, CaseIterable {
    /// It answers the readiness probe.
    case readiness
    /// It answers a document as the contract says.
    case answer
    /// It counts the pages that the document has.
    case pages
    case text
    case serverSeconds = "server_seconds"
    /// It refuses what is no PDF, and says why.
    case refusal
    case keepAlive = "keep_alive"
    case dpi
  }

  /// How bad it is.
  package enum Grade: String, Hashable, Sendable, CaseIterable, Comparable {
    case ok
    /// It can be measured, and some figure will be missing or misleading.
    case warning
    /// The contract is broken.
    case failed

    package static func < (one: Grade, other: Grade) -> Bool { one.rank < other.rank }

    private var rank: Int {
      switch self {
      case .ok: 0
      case .warning: 1
      case .failed: 2
      }
    }
  }
}

extension CheckFinding {
  /// What a reaction to the DPI means for whoever wants to compare resolutions.
  package init(_ reaction: DPIReaction, _ reading: DPIReading?) {
    let text: String
    switch reaction.outcome {
    case .reacts: text = "reacts" + (reading.map { ", " + $0.words } ?? "")
    case .doesNotReact: text = "does not react: comparing its resolutions compares nothing"
    case .cannotTell: text = "cannot tell" + (reaction.advice.map { ": \($0)" } ?? "")
    }
    self.init(
      .dpi, reaction.outcome == .reacts ? .ok : .warning, text, evidence: reaction.evidence)
  }
}
