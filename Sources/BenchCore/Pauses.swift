/// When the run stood still: paused by the user, and with nothing in flight any more.
///
/// A pause begins when the last request that it found in flight has ended.
package struct Pauses: Equatable, Sendable {
  /// A stretch in which nothing happened; one that goes on has no end.
  package struct Pause: Hashable, Sendable {
    package fileprivate(set) var from: RunTime
    package fileprivate(set) var until: RunTime?
  }

  /// Most that are kept; what comes then is a gap like any other.
  package static let limit = 100

  /// Oldest first, and none within another.
  package private(set) var all: [Pause] = []

  package init() {}

  /// The one that goes on.
  package var current: Pause? { all.last?.until == nil ? all.last : nil }

  mutating func take(_ note: Note, at time: RunTime) {
    if note == .paused {
      if current == nil, all.count < Self.limit { all.append(Pause(from: time)) }
    } else if note == .resumed, let pause = current {
      all[all.count - 1].until = time
      if pause.from >= time { all.removeLast() }
    }
  }

  /// What ends in a pause has been in flight in it; it may be told when the pause is over.
  mutating func add(_ record: RequestRecord) {
    guard let pause = all.last, record.end > pause.from else { return }
    guard let until = pause.until else {
      all[all.count - 1].from = record.end
      return
    }
    if record.end < until { all[all.count - 1].from = record.end }
  }
}

extension Note {
  /// The user has paused the run: what is in flight ends, and nothing new starts.
  package static let paused = Note(.note, "paused by the user")
  /// The run goes on after a pause.
  package static let resumed = Note(.note, "resumed")
}
