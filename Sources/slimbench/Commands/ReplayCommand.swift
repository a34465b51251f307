internal import ArgumentParser
internal import BenchCore
internal import Dashboard
internal import PlanFile
internal import Reports
internal import RunStore

/// `slimbench replay`: a saved run on the run screen, as it was.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Shows a saved run as it went: play, pause, seek.",
    discussion: """
      Takes a result, the journal of a run that was cut short, or the guide's own file, whose times \
      are made up from its latencies. Without a terminal it prints the final table, as show does.

        slimbench replay results.json
        slimbench replay results.json --speed 8 --at 50%
        slimbench replay results.json --at 1m30s --paused
      """)

  @Argument(help: "A result (.json), or the journal of a run that was cut short (.journal).")
  var file: String

  @Option(
    help: ArgumentHelp("Multiple of the run's own pace, 0.25 to 64.", valueName: "MULTIPLE"),
    transform: Self.speed)
  var speed: Double = 1

  @Option(
    help: ArgumentHelp(
      "Where it begins: a part of the run, 50%, or a time of it, 1m30s. (default: 0%)",
      valueName: "PERCENT|TIME"), transform: Self.place)
  var at: ReplayStart.Place = .share(0)

  @Flag(help: "Begin at rest; space plays.")
  var paused = false

  @OptionGroup var look: LookOptions

  func run() throws {
    guard Program.isInteractive else {
      let show = try ShowCommand.parse(["--", file])
      try show.run()
      Program.complain("slimbench: a replay needs a terminal: this was the run's final table")
      return
    }
    var options = try RunOptions.parse([])
    options.look = look
    var start = DashboardStart(.init(file: try PlanDraft.usual(file: nil), last: LastPlan.load()))
    start.notice = nil
    start.opening = .replay(
      ReplayStart(path: file, speed: speed, at: at, isPaused: paused))
    try DashboardProgram(start: start, options: options).run()
  }

  private static func speed(_ text: String) throws -> Double {
    let number = text.hasSuffix("x") || text.hasSuffix("×") ? String(text.dropLast()) : text
    guard let speed = DecimalNumber.parse(number), (0.25...64).contains(speed) else {
      throw ValidationError("expected a multiple from 0.25 to 64, as 4 or 0.5")
    }
    return speed
  }

  private static func place(_ text: String) throws -> ReplayStart.Place {
    if let share = ShareText.parse(text), (0...1).contains(share) { return .share(share) }
    if let seconds = DurationText.parse(text) { return .seconds(seconds) }
    throw ValidationError("expected a part of the run, 0% to 100%, or a time of it, 1m30s")
  }
}
