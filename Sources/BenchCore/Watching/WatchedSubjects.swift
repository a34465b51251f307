/// Everything that was watched beside a run's requests, folded from its events.
///
/// Bounded: of each subject the newest sample, the newest changes and a timeline of constant size;
/// at most `limit` subjects, later ones are counted.
package struct WatchedSubjects: Equatable, Sendable {
  /// Most subjects and most GPUs that are kept.
  package static let limit = 64

  /// In the order in which they were first heard of.
  package private(set) var subjects: [WatchedSubject] = []
  /// In the order in which they were first heard of.
  package private(set) var gpus: [WatchedGPU] = []
  /// Events of subjects beyond the limit.
  package private(set) var dropped = 0

  package init() {}

  /// The subject of this name; nil where it was not heard of.
  package subscript(name: String) -> WatchedSubject? { subjects.first { $0.name == name } }

  mutating func add(_ sample: ResourceSample, at time: RunTime) {
    guard let index = place(of: sample.subject) else { return }
    subjects[index].add(sample, at: time)
  }

  mutating func add(_ change: SubjectChange, at time: RunTime) {
    guard let index = place(of: change.subject) else { return }
    subjects[index].add(change, at: time)
  }

  mutating func add(_ sample: GPUSample, at time: RunTime) {
    if let index = gpus.firstIndex(where: { $0.sample.index == sample.index }) {
      gpus[index].add(sample, at: time)
    } else if gpus.count < Self.limit {
      gpus.append(WatchedGPU(sample, at: time))
    } else {
      dropped &+= 1
    }
  }

  /// The run goes on in a new segment: what stood then is not known to stand now.
  mutating func resume() {
    for index in subjects.indices { subjects[index].resume() }
  }

  private mutating func place(of name: String) -> Int? {
    if let index = subjects.firstIndex(where: { $0.name == name }) { return index }
    guard subjects.count < Self.limit else {
      dropped &+= 1
      return nil
    }
    subjects.append(WatchedSubject(name: name))
    return subjects.count - 1
  }
}
