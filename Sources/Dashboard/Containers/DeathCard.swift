internal import BenchCore
internal import Canvas

/// How a container came to its end, as a few lines: what, when, why, its memory, its last words.
///
///     ✗ OOM-killed at 10:41:02, exit code 137 · peak 3.99 GiB of 4 GiB
///     The kernel killed it for want of memory. Give it more, or send fewer documents at once.
///     last lines
///       worker 3: CUDA out of memory
struct DeathCard {
  let death: ContainerDeath
  let zone: Int

  func lines(width: Int, height: Int, _ glyphs: GlyphSet) -> [Line] {
    let style = death.isBad ? Style(.bad).bold : Style(.title).bold
    var facts = ["at " + death.time.clock(zone: zone)]
    if let code = death.exitCode { facts.append("exit code \(code)") }
    if let peak = death.peak { facts.append(peak) }
    let mark = death.isBad ? "✗ " : ""
    var lines = [
      Line(mark + death.headline, style) + Line(" " + facts.joined(separator: " · "), .muted)
    ]
    let words = Sanitizer.line(
      glyphs.text.spelled(death.explanation), glyphs: glyphs.text, limit: 600)
    lines += TextWrap.lines(words, width: max(20, width)).map { Line($0) }
    let last = death.lastLines.filter { !$0.isEmpty }
    let room = height - lines.count - 1
    if !last.isEmpty, room > 0 {
      lines.append(Line("its last words", .muted))
      lines += last.suffix(room).map { Line("  ") + LogText($0).line }
    }
    return lines
  }
}
