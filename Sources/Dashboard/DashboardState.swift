package import BenchCore
package import Canvas

/// Everything that the screen is drawn from.
///
/// A value: `update` changes it, `view` draws it, nothing else decides what a user sees.
package struct DashboardState: Sendable {
  /// Cells of the terminal.
  package var size: Size
  /// Characters that the terminal can show.
  package var glyphs: GlyphSet
  package var screen = Screen.setup
  /// What lies over the screen.
  package var overlay: Overlay?
  /// What the user wants to run.
  package var setup: SetupForm
  /// The run that is going on, or the last one.
  package var run = RunView()
  /// The documents of the folder.
  package var corpus = CorpusView()
  /// The saved runs of a folder.
  package var results = ResultsView()
  /// The saved run that is open in place of the list; nil where the list is shown.
  package var detail: DetailView?
  /// The saved run that the run screen replays; nil where it shows a run of this program.
  package var replay: ReplayView?
  /// The replay that the command line asked for, until it is there.
  var replayStart: ReplayStart?
  /// Why there is none.
  package internal(set) var replayFailure: String?
  /// The saved runs that are compared.
  package var compare = CompareView()
  /// The containers of an engine.
  package var containers = ContainersView()
  /// What happened, newest last.
  package var log = Ring<LogEntry>(capacity: 500)
  /// What the run's servers write.
  var serverLogs = ServerLogsView()
  /// Names of the themes, and the one that is shown.
  package var themes: [String]
  package var theme: String
  /// Something to say once, until the next key or until a while of the run has passed.
  package var notice: Notice?
  /// Whether the program's end was asked for by Ctrl-C or from outside, not by `q`.
  package internal(set) var wasInterrupted = false
  /// Whether the user has done nothing yet.
  var isUntouched = true

  package init(
    size: Size, glyphs: GlyphSet = .braille, plan: Plan, output: String? = nil,
    surroundings: SetupSurroundings = SetupSurroundings(), themes: [String] = [],
    theme: String = ""
  ) {
    self.size = size
    self.glyphs = glyphs
    self.themes = themes
    self.theme = theme
    setup = SetupForm(plan: plan, output: output ?? "", surroundings: surroundings)
  }
}

/// What fills the screen; the number keys and the tabs.
package enum Screen: Int, Hashable, Sendable, CaseIterable {
  case setup, run, results, compare, corpus, containers

  /// As its tab names it.
  package var title: String {
    switch self {
    case .setup: "Setup"
    case .run: "Run"
    case .results: "Results"
    case .compare: "Compare"
    case .corpus: "Corpus"
    case .containers: "Containers"
    }
  }
}

/// What lies over the screen until it is closed.
package enum Overlay: Hashable, Sendable {
  /// Every key; the number is how far it is scrolled.
  case help(scroll: Int)
  /// The failures with the servers' words; how far from the newest it is scrolled.
  case errors(scroll: Int)
  /// What happened; how far from the newest it is scrolled.
  case log(scroll: Int)
  /// The kinds of report that can be made of a saved run.
  case export(path: String)
  /// A question that keeps a slip of the finger from ending a run.
  case confirm(Question)
}

/// What a user is asked before it is done.
package enum Question: Hashable, Sendable {
  case stopRun
  case quitDuringRun
  /// The marked files of saved runs are moved to the trash.
  case trash([String])
  /// Something that is done to a container.
  case container(ContainerAction, id: String, name: String)
}

/// Something to say once.
package struct Notice: Hashable, Sendable {
  package var text: String
  package var isBad: Bool
  /// When the run's clock first moved with it on the screen; nil until then.
  var since: RunTime?

  /// Seconds of a run that it stays; what is wrong stays longer.
  var stay: Double { isBad ? 12 : 4 }

  package init(_ text: String, isBad: Bool = false) {
    self.text = text
    self.isBad = isBad
  }
}

extension DashboardState {
  /// Takes a notice away that the run's clock has left behind.
  mutating func retireNotice() {
    guard let shown = notice else { return }
    // Another run's clock begins anew.
    guard let since = shown.since, since <= run.state.now else {
      notice?.since = run.state.now
      return
    }
    if run.state.now.seconds(since: since) >= shown.stay { notice = nil }
  }
}

/// Something that happened, for the log.
package struct LogEntry: Hashable, Sendable {
  /// Seconds since the run's start; nil outside a run.
  package var seconds: Double?
  package var severity: Note.Severity
  package var text: String
  /// Of the run that is shown: the failures that this was the first of.
  package var cause: FailureGroup.Cause?
}
