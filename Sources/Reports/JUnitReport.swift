package import BenchCore

/// What a run was held to as JUnit XML, which CI systems read: a test case for each thing.
///
/// A case fails where the exit code says so, and is an error where it cannot be told.
package enum JUnitReport {
  package static func text(_ figures: RunFigures, _ policy: RunPolicy) -> String {
    let cases = JUnitCases(figures: figures, policy: policy).all
    let counts = [
      ("tests", cases.count), ("failures", cases.count { $0.outcome.isFailure }),
      ("errors", cases.count { $0.outcome.isError }),
      ("skipped", cases.count { $0.outcome.isSkipped }),
    ].map { " \($0.0)=\"\($0.1)\"" }.joined()
    let seconds = figures.end.nanoseconds > 0 ? Double(figures.end.nanoseconds) / 1e9 : 0
    let time = " time=\"\(JUnitCase.seconds(seconds))\""
    // ISO 8601, as readers of JUnit expect it.
    let moment = figures.started.timestamp.map { $0 == " " ? "T" : String($0) }.joined()
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="slimbench"\(counts)\(time)>
        <testsuite name="slimbench"\(counts)\(time) \
      timestamp="\(XMLText.attribute(moment))" \
      hostname="\(XMLText.attribute(figures.started.host.name))">
      \(cases.map(\.xml).joined(separator: "\n"))
        </testsuite>
      </testsuites>

      """
  }
}

/// One test case.
struct JUnitCase: Equatable {
  enum Outcome: Equatable {
    case pass
    case failure(String)
    case error(String)
    case skipped(String)

    var isFailure: Bool { if case .failure = self { true } else { false } }
    var isError: Bool { if case .error = self { true } else { false } }
    var isSkipped: Bool { if case .skipped = self { true } else { false } }
  }

  /// What kind of thing was held to something: `slimbench.assertions`.
  let group: String
  let name: String
  let outcome: Outcome
  /// How long it took, seconds.
  var seconds = 0.0
  /// What is to be known beside the outcome.
  var details: [String] = []

  var xml: String {
    let head =
      "    <testcase classname=\"slimbench.\(group)\" name=\"\(XMLText.attribute(name))\" "
      + "time=\"\(Self.seconds(seconds))\""
    let inside = [element, output].compactMap(\.self)
    return inside.isEmpty
      ? head + "/>" : head + ">\n" + inside.joined(separator: "\n") + "\n    </testcase>"
  }

  private var element: String? {
    switch outcome {
    case .pass: nil
    case .failure(let words): "      <failure message=\"\(XMLText.attribute(words))\"/>"
    case .error(let words): "      <error message=\"\(XMLText.attribute(words))\"/>"
    case .skipped(let words): "      <skipped message=\"\(XMLText.attribute(words))\"/>"
    }
  }

  private var output: String? {
    details.isEmpty
      ? nil
      : "      <system-out>" + XMLText.content(details.joined(separator: "\n")) + "</system-out>"
  }

  /// Milliseconds are fine enough, and an exponent is nothing that every reader takes.
  static func seconds(_ value: Double) -> String {
    let milliseconds = value.isFinite ? Int(min(max(value, 0), 1e9) * 1000) : 0
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.count) + rest
  }
}
