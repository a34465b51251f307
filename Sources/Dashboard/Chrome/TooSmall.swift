internal import BenchCore
internal import Canvas

/// What is shown where nothing else would fit: how much room is wanted, that the run goes on,
/// and the one key that does something.
struct TooSmall: Widget {
  let state: DashboardState

  func draw(on canvas: inout Canvas, in area: Rect) {
    let wanted = Frame.minimum
    canvas.put("slimbench", Style(.title, on: .base, .bold), in: area)
    canvas.put("needs \(wanted.width) × \(wanted.height) cells", y: 1, in: area)
    canvas.put("has \(area.width) × \(area.height)", .muted, y: 2, in: area)
    let isAsked = state.overlay == .confirm(.quitDuringRun)
    canvas.put(isAsked ? "stop, save, quit? y n" : "q quits", y: 4, in: area)
    guard state.run.phase.isActive else { return }
    let done = Quantity.count(state.run.state.finishedRequests)
    canvas.put("the run goes on: \(done) done", y: 3, in: area)
  }
}
