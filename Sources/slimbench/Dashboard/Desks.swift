internal import BenchCore
internal import Dashboard

/// What works for the dashboard beside its main thread: each desk reads, watches or writes something
/// and posts what came of it.
struct Desks {
  private let corpus: CorpusWatch
  private let paths: PathWatch
  private let loader: RunLoader
  private let results: ResultsDesk
  private let exporter: RunExporter
  private let containers: ContainersDesk
  private let serverLog: ServerLogDesk

  /// - Parameters:
  ///   - engine: The containers' engine, as the user named it; nil for the usual one.
  ///   - replaces: Whether a run may take the place of a result that is there.
  ///   - post: Hears what came of things, on any thread.
  init(engine: String?, replaces: Bool, post: @escaping @Sendable (Message) -> Void) {
    corpus = CorpusWatch(post: post)
    paths = PathWatch(replaces: replaces, post: post)
    loader = RunLoader(post: post)
    results = ResultsDesk(post: post)
    exporter = RunExporter(post: post)
    containers = ContainersDesk(engine: engine, post: post)
    serverLog = ServerLogDesk(post: post)
  }

  /// Does what is the desks' to do; leaves the rest.
  func perform(_ effect: Effect) {
    switch effect {
    case .scan(let directory): corpus.scan(directory)
    case .complete(let path): paths.ask(.completion, path)
    case .lookAtFolder(let path): paths.ask(.folder, path)
    case .lookAtOutput(let path): paths.ask(.output, path)
    case .load(let load): loader.load(load)
    case .results(let effect): results.perform(effect)
    case .export(let path, let format): exporter.export(path, format)
    case .containers(let effect): containers.perform(effect)
    case .serverLog(let effect): serverLog.perform(effect)
    case .startRun, .resumeSaved, .pauseRun, .resumeRun, .stopRun, .changeTheme, .suspend, .redraw,
      .quit:
      break
    }
  }

  /// Leaves alone what would disturb a measurement: reading folders.
  func runBegins() {
    corpus.cancel()
    results.perform(.cancel)
  }

  /// Ends what goes on.
  func close() {
    corpus.cancel()
    containers.cancel()
    serverLog.cancel()
  }
}
