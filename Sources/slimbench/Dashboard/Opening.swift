internal import Dashboard

/// What the dashboard shows first.
enum Opening {
  /// The form.
  case setup
  /// The run of the form's plan, begun at once, as `slimbench run DIR` asks.
  case start
  /// A run that goes on at once where it was cut short.
  case resume(LiveRun.Resumed)
  /// A saved run, under the replay's clock.
  case replay(ReplayStart)
  /// The saved runs of a folder.
  case results(folder: String)
  /// Saved runs side by side.
  case compare([String])
  /// The containers of an engine.
  case containers
}
