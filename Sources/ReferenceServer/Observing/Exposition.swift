/// Figures in the text format of Prometheus, version 0.0.4.
struct Exposition {
  /// What goes into the `Content-Type` header.
  static let contentType = "text/plain; version=0.0.4; charset=utf-8"

  typealias Labels = [(name: String, value: String)]

  private(set) var text = ""

  /// A figure that can only grow.
  mutating func counter(_ name: String, _ help: String, _ samples: [(Labels, Double)]) {
    family(name, "counter", help, samples)
  }

  /// A figure that goes up and down.
  mutating func gauge(_ name: String, _ help: String, _ samples: [(Labels, Double)]) {
    family(name, "gauge", help, samples)
  }

  /// Counts of seconds up to bounds, with their sum.
  mutating func histogram(
    _ name: String, _ help: String, _ samples: [(Labels, SecondsHistogram)]
  ) {
    begin(name, "histogram", help)
    for (labels, histogram) in samples {
      for (bound, count) in zip(SecondsHistogram.bounds + [.infinity], histogram.cumulative) {
        sample(name + "_bucket", labels + [("le", Self.number(bound))], Double(count))
      }
      sample(name + "_sum", labels, histogram.sum)
      sample(name + "_count", labels, Double(histogram.count))
    }
  }

  private mutating func family(
    _ name: String, _ type: String, _ help: String, _ samples: [(Labels, Double)]
  ) {
    begin(name, type, help)
    for (labels, value) in samples { sample(name, labels, value) }
  }

  private mutating func begin(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(Self.escaped(help, quotes: false))\n# TYPE \(name) \(type)\n"
  }

  private mutating func sample(_ name: String, _ labels: Labels, _ value: Double) {
    text += name
    if !labels.isEmpty {
      let pairs = labels.map { "\($0.name)=\"\(Self.escaped($0.value, quotes: true))\"" }
      text += "{" + pairs.joined(separator: ",") + "}"
    }
    text += " \(Self.number(value))\n"
  }

  private static func number(_ value: Double) -> String {
    if value.isNaN { return "NaN" }
    guard value.isFinite else { return value < 0 ? "-Inf" : "+Inf" }
    return Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// Backslashes and line breaks; quotation marks only within a label's value.
  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": escaped += "\\\\"
      case "\n": escaped += "\\n"
      case "\"" where quotes: escaped += "\\\""
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
