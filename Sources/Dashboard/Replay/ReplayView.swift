package import BenchCore
internal import Canvas
internal import Reports

/// A saved run under the replay's clock: what the run screen is drawn from while it is open.
package struct ReplayView: Sendable {
  /// The file, as the user named it.
  package let path: String
  package let run: SavedRun
  package internal(set) var clock: ReplayClock
  package let marks: ReplayMarks
  private var fold: ReplayFold<ReplayedRun>
  /// The run as its events tell it up to the clock's instant, and how it is looked at.
  var view = RunView()
  /// The screen that it was opened from; nil where the program was started for it.
  var origin: Screen?
  /// The final figures, once they are found: that takes as long as reading the file.
  private var final: Final?
  /// The place in the events as of which the servers were compared.
  private var compared: Int?
  /// Whether the table was shown before the end showed it.
  private var showedFigures: Bool?
  /// What was said, and for how many seconds of the user's time.
  var noticed: (notice: Notice, seconds: Double)?

  package init(_ run: SavedRun, path: String) {
    self.run = run
    self.path = path
    fold = ReplayFold(run.events, conditions: run.started.plan.conditions.count)
    clock = ReplayClock(start: fold.start, end: fold.end)
    marks = ReplayMarks(run.events)
    view.plan = run.started.plan
    // Of a sweep the lanes tell one point at a time, the table all of them.
    view.showsFigures = run.started.plan.isSweep
    follow()
  }

  /// The same, with what it takes to be anywhere in it at once; of a long run this takes a while.
  package func prepared() -> ReplayView {
    var view = self
    view.fold.prepare()
    return view
  }

  /// What happened until now.
  var log: Ring<LogEntry> { fold.value.log }

  /// Brings what is shown to the clock's instant.
  mutating func follow() {
    let count = fold.count(at: clock.position)
    if count != fold.count || view.phase == .idle {
      lookAtStanding(count)
      fold.move(to: count)
      view.state = fold.value.state
    }
    let isOver = clock.isAtEnd
    view.phase = isOver ? .over : view.state.pauses.current == nil ? .running : .paused
    isOver ? showEnd() : hideEnd()
  }

  /// Compares the servers as a live run does: as of the last whole second of the run.
  private mutating func lookAtStanding(_ count: Int) {
    guard view.ending == nil else { return }
    let second = PairedStanding.second(of: max(.zero, fold.time(of: count - 1)))
    let place = fold.count(at: RunTime(nanoseconds: second &* 1_000_000_000 &- 1))
    guard place != compared else { return }
    compared = place
    fold.move(to: place)
    view.standing.look(fold.value.state)
  }

  /// Takes the final figures, with which the end of the run is told.
  mutating func take(_ figures: RunFigures, _ glyphs: Glyphs) {
    let content = ReportContent(figures, glyphs: glyphs)
    final = Final(
      ending: .saved(path: path, content: content, warnings: run.warnings),
      exact: figures.conditions.map(ServerFigures.init), standing: PairedStanding(figures))
    if view.phase == .over { showEnd() }
  }

  private mutating func showEnd() {
    if showedFigures == nil {
      showedFigures = view.showsFigures
      view.showsFigures = true
      view.isMaximised = false
      view.scroll = 0
    }
    guard let final, view.ending == nil else { return }
    view.ending = final.ending
    view.exact = final.exact
    view.standing = final.standing
    compared = nil
  }

  private mutating func hideEnd() {
    guard let before = showedFigures else { return }
    showedFigures = nil
    view.showsFigures = before
    view.scroll = 0
    guard view.ending != nil else { return }
    view.ending = nil
    view.exact = []
    view.standing = PairedStanding()
    let count = fold.count
    lookAtStanding(count)
    fold.move(to: count)
  }

  /// What the screen shows of a run that is over.
  private struct Final {
    let ending: RunView.Ending
    let exact: [ServerFigures]
    let standing: PairedStanding
  }
}
