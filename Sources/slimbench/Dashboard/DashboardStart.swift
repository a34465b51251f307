internal import BenchCore

/// What the dashboard opens with.
struct DashboardStart {
  /// What the setup form shows.
  var plan: Plan
  var output: String?
  /// Starts the run at once, as `slimbench run DIR` asks.
  var runsAtOnce = false
}
