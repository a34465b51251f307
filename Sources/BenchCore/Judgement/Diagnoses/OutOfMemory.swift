/// The kernel killed a process of a server for want of memory while the server was measured.
enum OutOfMemory: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.subjects.filter { $0.outOfMemory > 0 }.map { subject in
      let limit = evidence.memoryLimit(of: subject).map {
        " (its limit is \(Quantity.bytes($0)))"
      }
      return Diagnosis(
        .outOfMemory,
        "\(evidence.words(subject)) ran out of memory\(limit ?? ""): the kernel killed a process of "
          + "it \(Quantity.count(subject.outOfMemory, "time")) during the measurement. Send fewer "
          + "requests at once, or give it more memory.")
    }
  }
}

extension Evidence {
  /// What a sentence calls a subject: its server, and its container where that has another name.
  func words(_ subject: SubjectEvidence) -> String {
    guard plan.servers.indices.contains(subject.server) else { return subject.name }
    let server = plan.servers[subject.server]
    return server.container == nil ? server.name : "\(server.name) (container \(subject.name))"
  }

  /// The most memory that it may use, bytes; nil where no limit is known.
  func memoryLimit(of subject: SubjectEvidence) -> Int? {
    conditions.lazy.compactMap(\.resources).first { $0.subject == subject.name }?
      .memoryLimitBytes
  }
}
