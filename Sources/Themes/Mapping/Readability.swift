internal import Canvas

/// Makes colours readable where a scheme did not: by mixing, in steps, towards one that is.
enum Readability {
  /// Contrast of running text, WCAG 2 level AA.
  static let text = 4.5
  /// Contrast of muted text, marks and lines that carry meaning.
  static let mark = 3.0
  /// Contrast of lines that only part areas.
  static let border = 1.5

  /// Finer than a step of 8 bits for most colours, so that a colour changes no more than it must.
  private static let steps = 64

  /// The nearest mixture of a colour and a target that has a contrast on all papers.
  ///
  /// Where not even the target has it, that is the target.
  static func raised(
    _ colour: RGB, to ratio: Double, on papers: [RGB], towards target: RGB
  ) -> RGB {
    first(from: colour, to: target) { mixture in
      papers.allSatisfy { mixture.contrast(with: $0) >= ratio }
    }
  }

  /// The first mixture on the way from one colour to another that is good; at the end, the other.
  static func first(from start: RGB, to end: RGB, where isGood: (RGB) -> Bool) -> RGB {
    for step in 0..<steps {
      let mixture = start.mixed(with: end, part: Double(step) / Double(steps))
      if isGood(mixture) { return mixture }
    }
    return end
  }

  /// Black or white, whichever is read better; always at least 4.5:1.
  static func pole(of ground: RGB) -> RGB {
    ground.contrast(with: .white) >= ground.contrast(with: .black) ? .white : .black
  }
}
