/// An embedded server as a plan writes it: `hummingbird`, `hummingbird,extra-latency=3%`.
///
/// A web layer, and after commas options of `slimbench serve` without their dashes. What the
/// values mean, and which web layers there are, only the server knows.
package struct EmbeddedSpec: Hashable, Sendable {
  /// The HTTP library in front of the pipeline.
  package var web: String
  /// Options of `slimbench serve` in the order given.
  package var options: [Option]

  /// An option of `slimbench serve` and its value.
  package struct Option: Hashable, Sendable {
    package var name: String
    package var value: String
  }

  /// The options that an embedded server of a run can have.
  ///
  /// Not where it listens, which is the run's business.
  package static let optionNames = [
    "ocr", "extra-latency", "stall", "fail-rate", "startup-delay", "fault-seed", "workers", "queue",
    "body-limit", "megapixel-limit", "memory-limit", "default-dpi",
  ]

  /// What is asked for, for messages.
  package static let expectation =
    "write a web layer, and options after commas, as hummingbird,extra-latency=3%; the options are "
    + optionNames.joined(separator: ", ")

  /// - Returns: nil where the text is none, or names an option that does not exist, or one twice.
  package init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard let web = parts.first, Self.isValue(web) else { return nil }
    self.web = web
    options = []
    for part in parts.dropFirst() {
      guard let equals = part.firstIndex(of: "=") else { return nil }
      let name = String(part[..<equals])
      let value = String(part[part.index(after: equals)...])
      guard Self.optionNames.contains(name), Self.isValue(value),
        !options.contains(where: { $0.name == name })
      else { return nil }
      options.append(Option(name: name, value: value))
    }
  }

  /// Whether a text can stand for a web layer or a value: no comma, no space, no dash in front.
  package static func isValue(_ text: String) -> Bool {
    let isPlain = text.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 44 && $0 != 61 }
    return !text.isEmpty && text.utf8.count <= 100 && isPlain && !text.hasPrefix("-")
  }

  /// The arguments of `slimbench serve`.
  package var arguments: [String] {
    ["--web", web] + options.flatMap { ["--" + $0.name, $0.value] }
  }
}
