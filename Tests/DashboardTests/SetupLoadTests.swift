import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// The load model and the damaged documents, in fields of their own.
@Suite
struct SetupLoadTests {
  private func state(_ plan: Plan = ScriptedRun.plan) -> DashboardState {
    DashboardState(size: Size(width: 120, height: 40), plan: plan)
  }

  @Test("A rate makes the load open; without one it is closed")
  func rate() {
    var form = SetupForm(plan: ScriptedRun.plan, output: "")
    form.set(.rate, to: "2.5")
    #expect(form.reading.plan.load == .open(OpenLoad(ratePerSecond: 2.5)))
    form.set(.arrivals, to: "poisson")
    #expect(
      form.reading.plan.load == .open(OpenLoad(ratePerSecond: 2.5, arrivals: .poisson)))
    form.set(.rate, to: "")
    #expect(form.reading.plan.load == .closed && form.reading.problems.isEmpty)
  }

  @Test("An open plan is shown by the fields and comes back from them unchanged")
  func untouched() {
    var plan = ScriptedRun.plan(concurrency: 7)
    plan.load = .open(OpenLoad(ratePerSecond: 12.5, arrivals: .poisson))
    plan.corpus.keepDefective = true
    let form = SetupForm(plan: plan, output: "")
    #expect(form[.rate] == "12.5" && form[.arrivals] == "poisson")
    #expect(form[.defective] == "sent too")
    #expect(form.reading.plan == plan)
  }

  @Test(
    "Typing a rate raises one in flight to the open model's own number, and emptying it lowers it",
    arguments: [("1", "64", "1"), ("8", "8", "8"), ("64", "64", "1")])
  func cap(before: String, open: String, closed: String) {
    var state = state()
    Scene.type(before, in: .concurrency, &state)
    Scene.type("25", in: .rate, &state)
    #expect(state.setup[.rate] == "25" && state.setup[.concurrency] == open)
    Scene.press([.backspace], &state)
    #expect(state.setup[.concurrency] == open, "while any rate is there")
    Scene.press([.backspace], &state)
    #expect(state.setup[.concurrency] == closed)
  }

  @Test("A number in flight that is typed beside the rate stays")
  func ownCap() {
    var state = state()
    Scene.type("5", in: .rate, &state)
    Scene.type("1", in: .concurrency, &state)
    Scene.type("6", in: .rounds, &state)
    #expect(state.setup.reading.plan.concurrencies == [1])
  }

  @Test("Left and right choose among the values of the field that has the keyboard, in a circle")
  func choices() {
    var state = state()
    for (id, values) in [
      (SetupField.ID.arrivals, ["constant", "poisson"]), (.defective, ["left out", "sent too"]),
      (.order, ["interleaved", "sequential", "simultaneous"]),
    ] {
      state.setup.focus(on: id)
      for value in values + [values[0]] {
        #expect(state.setup[id] == value)
        Scene.press([.right], &state)
      }
      // One step beyond the first.
      Scene.press([.left, .left], &state)
      #expect(state.setup[id] == values.last)
    }
  }

  @Test("The summary tells the rate, and how many documents are sent with the damaged ones")
  func words() throws {
    var state = state()
    Scene.scan(&state)
    state.setup.set(.rate, to: "5")
    state.setup.set(.defective, to: "sent too")
    let reading = state.setup.reading
    #expect(reading.problems.isEmpty)
    #expect(SetupSummary.text(reading.plan).hasSuffix("150 dpi, 5 a second, at most 64 at a time."))
    // 9 documents of which one is damaged, in 3 rounds.
    #expect(SetupSummary.amount(reading, state.corpus).hasPrefix("27 requests"))
    #expect(view(state).plainText.contains("1 damaged"))
  }
}
