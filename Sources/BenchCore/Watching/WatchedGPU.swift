/// A GPU as last heard of.
package struct WatchedGPU: Equatable, Sendable {
  package private(set) var sample: GPUSample
  package private(set) var time: RunTime
  /// Its newest utilisations, 0 to 1; nil where one was not told.
  package private(set) var recent = Ring<Double?>(capacity: 240)

  init(_ sample: GPUSample, at time: RunTime) {
    self.sample = sample
    self.time = time
    recent.append(Self.share(sample))
  }

  mutating func add(_ sample: GPUSample, at time: RunTime) {
    recent.append(Self.share(sample))
    guard self.time <= time else { return }
    self.sample = sample
    self.time = time
  }

  private static func share(_ sample: GPUSample) -> Double? {
    sample.utilisation.flatMap { $0.isFinite && $0 >= 0 ? min(1, $0) : nil }
  }
}
