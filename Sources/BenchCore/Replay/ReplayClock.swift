/// Where a replay is, how fast it goes, and whether it goes at all.
///
/// A value without a clock of its own: whoever has one tells it how much time has passed.
package struct ReplayClock: Hashable, Sendable {
  /// Multiples of the run's own pace.
  package static let speeds: [Double] = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64]

  /// The run's first instant and its last.
  package let start: RunTime
  package let end: RunTime
  /// The instant that is shown, within those.
  package private(set) var position: RunTime
  package private(set) var isPlaying = false
  private var choice = 2
  /// What is left of a nanosecond, in quarters: slow steps add up to what one long one is.
  private var quarters: Int64 = 0

  /// A clock at the start, at rest, at the run's own pace.
  package init(start: RunTime, end: RunTime) {
    self.start = start
    self.end = max(start, end)
    position = start
  }

  /// Multiple of the run's own pace.
  package var speed: Double { Self.speeds[choice] }
  package var isAtEnd: Bool { position == end }

  /// The part of the run that is over, 0…1; a run without length is over.
  package var share: Double {
    let length = end.seconds(since: start)
    return length > 0 ? min(1, position.seconds(since: start) / length) : 1
  }

  /// Lets time pass; at the end the clock stops.
  package mutating func advance(by wallNanoseconds: Int64) {
    guard isPlaying else { return }
    let (product, overflow) = max(0, wallNanoseconds)
      .multipliedReportingOverflow(by: Int64(speed * 4))
    let scaled = product.addingSaturated(quarters)
    quarters = scaled % 4
    place(at: overflow ? .max : position.nanoseconds.addingSaturated(scaled / 4))
    if isAtEnd { isPlaying = false }
  }

  /// Goes on; from the end, from the start anew.
  package mutating func play() {
    if isAtEnd { place(at: start.nanoseconds) }
    isPlaying = !isAtEnd
  }

  package mutating func pause() { isPlaying = false }

  package mutating func faster() { choice = min(choice + 1, Self.speeds.count - 1) }
  package mutating func slower() { choice = max(choice - 1, 0) }

  /// Takes the speed that is nearest to a multiple of the run's own pace.
  package mutating func setSpeed(_ wanted: Double) {
    guard wanted > 0 else { return }
    let distances = Self.speeds.map { max($0 / wanted, wanted / $0) }
    choice = distances.indices.min { distances[$0] < distances[$1] } ?? choice
  }

  /// Goes to an instant, or to the end that is nearer.
  package mutating func seek(to time: RunTime) {
    quarters = 0
    place(at: time.nanoseconds)
    if isAtEnd { isPlaying = false }
  }

  /// Goes by so many seconds of the run, back where they are negative.
  package mutating func seek(bySeconds seconds: Double) {
    seek(to: RunTime(nanoseconds: position.nanoseconds.addingSaturated(Self.nanoseconds(seconds))))
  }

  /// Goes to a part of the run, 0…1.
  package mutating func seek(toShare share: Double) {
    // The end itself, whatever a product of rounded numbers is.
    guard share < 1 else { return seek(to: end) }
    let seconds = end.seconds(since: start) * max(0, share)
    seek(to: RunTime(nanoseconds: start.nanoseconds.addingSaturated(Self.nanoseconds(seconds))))
  }

  private mutating func place(at nanoseconds: Int64) {
    position = min(max(start, RunTime(nanoseconds: nanoseconds)), end)
  }

  private static func nanoseconds(_ seconds: Double) -> Int64 {
    guard seconds == seconds else { return 0 }
    return Int64(min(max(seconds * 1e9, -9e18), 9e18))
  }
}
