internal import Canvas

extension KeyTable {
  /// The keys of a replay, beside those that look at a run.
  static let replayKeys: [KeyBinding] = [
    bind(
      [.character(" "), .character("p")], .replay(.togglePlaying), [.replaying], "space", "play",
      "play, pause (also p)"),
    bind([.right], .replay(.forward), [.replaying], "← →", "5 s", "back, forward by 5 s"),
    bind([.left], .replay(.back), [.replaying], "←", "", ""),
    bind(
      [.character("+"), .character(">"), .character("=")], .replay(.faster), [.replaying], "- +",
      "speed", "slower, faster: 0.25 to 64 times (also <, >)"),
    bind(
      [.character("-"), .character("<")], .replay(.slower), [.replaying], "-", "", ""),
    bind(
      [.character("f")], .replay(.nextFailure), [.replaying], "f F", "failure",
      "the next failure (a cross), the one before"),
    bind([.character("F")], .replay(.previousFailure), [.replaying], "F", "", ""),
    bind(
      [.character(".")], .replay(.nextRequest), [.replaying], ", .", "request",
      "one request back, forward"),
    bind([.character(",")], .replay(.previousRequest), [.replaying], ",", "", ""),
    bind(
      [.character("n")], .replay(.nextIncident), [.replaying], "n N", "",
      "next, previous event (!): server, pause …"),
    bind([.character("N")], .replay(.previousIncident), [.replaying], "N", "", ""),
    bind(
      [.character("]")], .replay(.forwardByTenth), [.replaying], "[ ]", "",
      "back, forward by 10 % of the run"),
    bind([.character("[")], .replay(.backByTenth), [.replaying], "[", "", ""),
    bind(
      [.home, .character("g")], .replay(.start), [.replaying], "Home End", "",
      "to the start, to the end (also g, G)"),
    bind([.end, .character("G")], .replay(.end), [.replaying], "End", "", ""),
    bind([.escape], .replay(.close), [.replaying], "Esc", "close", "close the replay"),
  ]
}
