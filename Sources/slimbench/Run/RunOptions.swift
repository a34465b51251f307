internal import ArgumentParser
internal import BenchCore
internal import PlanFile

/// The options of `run` and `demo`; the guide's keep their names and meaning.
struct RunOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Resolution asked of the servers, dots per inch; several make a sweep: 100,150,300. "
        + "(default: 150)"))
  var dpi: NumberList<Double>?

  @Option(
    help: ArgumentHelp(
      "Requests in flight per server: always so many (the closed model), or at most so many with "
        + "--rate; several make a sweep: 1,2,4,8. (default: 1, with --rate 64)"))
  var concurrent: NumberList<Int>?

  @Option(
    help: ArgumentHelp(
      "Requests due per server and unit of time, whatever became of earlier ones: the open model. "
        + "5/s, 300/min, 5. (default: none, the closed model)"), transform: Self.perSecond)
  var rate: Double?

  @Option(
    help: ArgumentHelp(
      "How requests at a --rate are spread. constant: always the same time apart. poisson: as if "
        + "many users came independently, from --seed. (default: constant)"))
  var arrivals: Arrivals?

  @Option(help: "Send at most this many documents, the first in sorted order. (default: all)")
  var maxFiles: Int?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Result file; of a sweep its points add their own: x.json is x_300dpi_c4.json. "
        + "(default: results/<date>_<time>_<dpi>dpi.json)"))
  var output: String?

  @Option(help: "How often the whole corpus is sent to each server. (default: 1)")
  var rounds: Int?

  @Option(
    help: ArgumentHelp(
      "Send rounds until every interval is as narrow as this, at least 4 and always an even number: "
        + "±1%. (default: none, as many as --rounds)"), transform: Self.margin)
  var until: Double?

  @Option(help: "Most rounds that --until may take. (default: \(StopRule.usualRounds))")
  var maxRounds: Int?

  @Option(help: "Warm-up requests per server, excluded from every figure. (default: 1)")
  var warmup: Int?

  @Option(help: "Seed of the document order, and of Poisson arrivals. (default: 1)")
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "interleaved: servers take turns on each document (on each pass above --concurrent 1, "
        + "and with --rate). "
        + "sequential: one server after the other. simultaneous: all at once. "
        + "(default: interleaved)"))
  var order: ScheduleOrder?

  @Flag(
    help: ArgumentHelp(
      "Take answers page by page, as server-sent events of POST /process-pdf-stream: tells the "
        + "time to the first page, and the gaps between pages."))
  var stream = false

  @Flag(help: "Send documents with a known defect too, instead of leaving them out.")
  var keepDefective = false

  @Flag(help: "Leave out servers that are not available, instead of giving up.")
  var skipUnavailable = false

  @Flag(help: "Replace an existing result file.")
  var force = false

  @Flag(name: .shortAndLong, help: "Tell no progress; the table still comes.")
  var quiet = false

  @Flag(help: "Plain lines instead of the dashboard, also in a terminal.")
  var headless = false

  @OptionGroup var connection: ConnectionOptions
  @OptionGroup(title: "Judging") var judging: JudgingOptions
  @OptionGroup(title: "Judging") var gate: GateOptions
  @OptionGroup var look: LookOptions

  /// Whether the run is shown on the dashboard: both ends are a terminal, and nobody objects.
  var opensDashboard: Bool { !headless && !quiet && Program.isInteractive }

  var policy: LiveRun.Policy {
    LiveRun.Policy(force: force, skipsUnavailable: skipUnavailable)
  }

  /// What the flags say of the plan; what they do not say is open.
  func draft() -> PlanDraft {
    var draft = connection.draft()
    draft.dpis = dpi?.values
    draft.concurrencies = concurrent?.values
    draft.ratePerSecond = rate
    draft.arrivals = arrivals
    draft.maxFiles = maxFiles
    draft.keepDefective = keepDefective ? true : nil
    draft.rounds = rounds
    draft.until = until
    draft.maximumRounds = maxRounds
    draft.warmUp = warmup
    draft.order = order
    draft.seed = seed
    draft.baseline = judging.baseline
    draft.assertions = judging.assertions.isEmpty ? nil : judging.assertions
    draft.stream = stream ? true : nil
    draft.output = output
    return draft
  }

  private static func perSecond(_ text: String) throws -> Double {
    guard let rate = RateText.parse(text) else {
      throw ValidationError("expected \(RateText.expectation)")
    }
    return rate
  }

  private static func margin(_ text: String) throws -> Double {
    guard let margin = MarginText.parse(text) else {
      throw ValidationError("expected \(MarginText.expectation)")
    }
    return margin
  }
}

extension ScheduleOrder: ExpressibleByArgument {}
extension Arrivals: ExpressibleByArgument {}
