internal import Glibc

/// What the command line asks for.
struct Options {
  /// All of them where none is named.
  var parts: Set<String> = []
  var comparisons = 2000
  var seed: UInt64 = 1

  private static let known: Set<String> = ["calibration", "speed"]

  init(_ arguments: some Sequence<String>) {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--comparisons": comparisons = Self.number(rest.popFirst(), argument)
      case "--seed": seed = UInt64(Self.number(rest.popFirst(), argument))
      case let part where Self.known.contains(part): parts.insert(part)
      default: Self.complain("\(argument) is neither a part (calibration, speed) nor an option")
      }
    }
    if parts.isEmpty { parts = Self.known }
  }

  private static func number(_ text: String?, _ option: String) -> Int {
    guard let value = text.flatMap({ Int($0) }), value > 0 else {
      complain("\(option) takes a whole number above 0")
    }
    return value
  }

  private static func complain(_ text: String) -> Never {
    print("judgement-bench: \(text)")
    exit(64)
  }
}
