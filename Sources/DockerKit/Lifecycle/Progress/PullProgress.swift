/// How far a pull is: what its layers have told, summed up.
package struct PullProgress: Hashable, Sendable {
  struct Layer: Hashable {
    var current: UInt64 = 0
    var total: UInt64 = 0
    var isDone = false
  }

  private var layers: [String: Layer] = [:]
  /// The newest line that is about no layer, or what is done to one; foreign text.
  package private(set) var status = ""

  /// No image has more layers than this; what tells of more is not believed.
  private static let layerLimit = 1024

  package init() {}

  /// Layers that the pull has told of.
  package var layerCount: Int { layers.count }
  /// Those that are wholly there.
  package var layersDone: Int { layers.values.count { $0.isDone } }
  /// Bytes fetched.
  package var bytes: UInt64 { Self.sum(layers.values.map(\.current)) }
  /// Bytes to fetch, of the layers whose size is known; it grows while a pull begins.
  package var totalBytes: UInt64 { Self.sum(layers.values.map(\.total)) }

  /// From 0 to 1; nil before any size is known.
  package var fraction: Double? {
    totalBytes == 0 ? nil : min(1, Double(bytes) / Double(totalBytes))
  }

  mutating func take(_ line: ProgressLine) {
    guard let status = line.status else { return }
    self.status = String(status.prefix(200))
    guard let id = line.id, Self.isAboutLayer(status) else { return }
    guard layers[id] != nil || layers.count < Self.layerLimit else { return }
    var layer = layers[id] ?? Layer()
    switch status {
    case "Downloading":
      // Unpacking counts from zero again, and is not what one waits for.
      layer.total = line.total ?? layer.total
      layer.current = max(layer.current, line.current ?? 0)
      if layer.total > 0 { layer.current = min(layer.current, layer.total) }
    case "Download complete", "Verifying Checksum":
      layer.current = max(layer.current, layer.total)
    case "Pull complete", "Already exists":
      layer.current = max(layer.current, layer.total)
      layer.isDone = true
    default: break
    }
    layers[id] = layer
  }

  /// `Pulling from library/busybox` carries the tag where others carry the layer.
  private static func isAboutLayer(_ status: String) -> Bool {
    !status.hasPrefix("Pulling from") && !status.hasPrefix("Digest") && !status.hasPrefix("Status")
  }

  private static func sum(_ numbers: [UInt64]) -> UInt64 {
    numbers.reduce(0) { total, number in
      let (sum, overflow) = total.addingReportingOverflow(number)
      return overflow ? .max : sum
    }
  }
}
