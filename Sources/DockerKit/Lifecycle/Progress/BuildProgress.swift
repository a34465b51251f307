/// How far a build is, and what it has said.
package struct BuildProgress: Hashable, Sendable {
  /// The step being done, from 1; 0 before the first.
  package private(set) var step = 0
  package private(set) var steps = 0
  /// The step's line of the Dockerfile; foreign text.
  package private(set) var instruction = ""
  /// The newest lines of the log, the oldest first; foreign text.
  package private(set) var lines: [String] = []
  /// The pull of a base image, while there is one.
  package private(set) var pull = PullProgress()
  /// The image that came out of it.
  package private(set) var image: String?
  /// Why it failed, in the engine's words.
  package private(set) var failure: String?
  /// The images that the steps have led to, by the beginnings of their ids.
  private(set) var stepImages: [String] = []
  private var partial = ""

  package static let lineLimit = 500
  private static let lengthLimit = 4096

  package init() {}

  mutating func take(_ line: ProgressLine) {
    if let stream = line.stream { append(stream) }
    pull.take(line)
    if let image = line.image { self.image = image }
    if let error = line.error {
      failure = failure ?? String(error.prefix(Self.lengthLimit))
      finish()
    }
  }

  /// Takes what is left without a line break for a line.
  mutating func finish() {
    if !partial.isEmpty { end() }
  }

  private mutating func append(_ text: String) {
    var rest = text[...]
    while let cut = rest.firstIndex(where: \.isNewline) {
      add(rest[..<cut])
      end()
      rest = rest[rest.index(after: cut)...]
    }
    add(rest)
  }

  private mutating func add(_ text: Substring) {
    partial += text.prefix(max(0, Self.lengthLimit - partial.count))
  }

  private mutating func end() {
    let line = partial
    partial = ""
    read(line)
    lines.append(line)
    if lines.count > Self.lineLimit { lines.removeFirst(lines.count - Self.lineLimit) }
  }

  private mutating func read(_ line: String) {
    if line.hasPrefix("Step "), let (step, steps, instruction) = Self.step(line) {
      (self.step, self.steps, self.instruction) = (step, steps, instruction)
    } else if line.hasPrefix(" ---> "), stepImages.count < 1000 {
      let id = String(line.dropFirst(6))
      if id.count >= 12, id.allSatisfy(\.isHexDigit) { stepImages.append(id) }
    }
  }

  /// `Step 2/7 : RUN apt-get update`.
  private static func step(_ line: String) -> (Int, Int, String)? {
    guard let slash = line.firstIndex(of: "/"), let colon = line.firstRange(of: " : ") else {
      return nil
    }
    guard slash < colon.lowerBound,
      let step = Int(line[line.index(line.startIndex, offsetBy: 5)..<slash]),
      let steps = Int(line[line.index(after: slash)..<colon.lowerBound]), step >= 1, step <= steps
    else { return nil }
    return (step, steps, String(line[colon.upperBound...]))
  }
}
