internal import Canvas

/// Eight colours for servers and curves, the most different ones first.
///
/// Red, yellow and green mean bad, warning and good, so a series has none of them. The first two,
/// the two servers, differ most for the eye that tells them apart least, whatever cones it lacks.
struct SeriesInks {
  static let count = 8
  /// A pair of servers closer than this, in OKLab, is looked for beyond blue, orange and cyan.
  static let clearGap = 0.09
  /// A series closer than this to good, warning or bad could be taken for it.
  static let meaningGap = 0.06
  /// The scheme's own hues come before lighter and darker ones, as long as they differ that much.
  static let hueGap = 0.06

  let colours: [RGB]

  /// - Parameter avoided: inks that mean something else.
  init(_ scheme: Scheme, _ papers: Papers, avoiding avoided: [RGB]) {
    func readable(_ colour: RGB) -> RGB {
      Readability.raised(colour, to: Readability.mark, on: papers.all, towards: papers.text)
    }
    let meanings = avoided.map { OKLab($0) }
    func candidates(_ colours: [RGB]) -> [Candidate] {
      colours.map { Candidate(readable($0), meanings) }
    }
    let leading = candidates([scheme[.base0D], scheme[.base09], scheme[.base0C]])
    let slots: [Scheme.Slot] = [
      .base0D, .base09, .base0C, .base0E, .base0F, .base16, .base15, .base17,
    ]
    let plain = slots.map { scheme[$0] }
    let hues = candidates(plain)
    let pool =
      hues + candidates(plain.map { $0.mixed(with: papers.text, part: 0.5) })
      + candidates(plain.map { $0.mixed(with: papers.base, part: 0.35) })

    let tries = [leading, pool].map { $0.filter { $0.clearance >= Self.meaningGap } }
    var chosen =
      tries.lazy.map { Self.pair($0, atLeast: Self.clearGap) }.first { !$0.isEmpty }
      ?? Self.pair(pool, atLeast: 0)
    while chosen.count < Self.count {
      let next =
        hues.first { $0.room(beside: chosen) >= Self.hueGap }
        ?? Self.farthest(pool, from: chosen)
      guard let next else { break }
      chosen.append(next)
    }
    colours = Self.completed(chosen.map(\.colour), papers)
  }

  /// The two that differ most, of equals those named first; none where no two differ that much.
  private static func pair(_ candidates: [Candidate], atLeast least: Double) -> [Candidate] {
    var best: (gap: Double, pair: [Candidate]) = (least, [])
    for (index, one) in candidates.enumerated() {
      for other in candidates[(index + 1)...] where one.gap(to: other) > best.gap {
        best = (one.gap(to: other), [one, other])
      }
    }
    return best.pair
  }

  /// The candidate whose nearest neighbour, among the chosen and the meanings, is farthest.
  private static func farthest(_ pool: [Candidate], from chosen: [Candidate]) -> Candidate? {
    var best: (score: Double, candidate: Candidate)?
    for candidate in pool where !chosen.contains(where: { $0.colour == candidate.colour }) {
      let score = candidate.room(beside: chosen)
      if score > best?.score ?? -1 { best = (score, candidate) }
    }
    return best?.candidate
  }

  /// Fills up to eight with greys where a scheme has fewer colours; they differ at least in number.
  private static func completed(_ colours: [RGB], _ papers: Papers) -> [RGB] {
    var all = colours
    for step in 0..<256 where all.count < count {
      let grey = papers.text.mixed(with: papers.base, part: Double(step) / 256)
      let reads = papers.all.allSatisfy { grey.contrast(with: $0) >= Readability.mark }
      if reads, !all.contains(grey) { all.append(grey) }
    }
    return all
  }

  /// A colour with what is asked about it again and again.
  private struct Candidate {
    let colour: RGB
    let appearance: Appearance
    let look: OKLab
    /// Distance from the nearest ink that means something else, for the full eye.
    let clearance: Double

    init(_ colour: RGB, _ meanings: [OKLab]) {
      self.colour = colour
      appearance = Appearance(colour)
      let look = OKLab(colour)
      self.look = look
      clearance = meanings.map { look.distance(to: $0) }.min() ?? 0
    }

    func gap(to other: Candidate) -> Double { appearance.gap(to: other.appearance) }

    /// How different it is from all that are chosen and from everything that means something else.
    ///
    /// Between what the full eye sees and the worst: eight colours do not fit into two cones.
    func room(beside chosen: [Candidate]) -> Double {
      chosen.reduce(clearance) { least, other in
        min(least, (look.distance(to: other.look) + gap(to: other)) / 2)
      }
    }
  }
}
