import Testing

@testable import BenchCore

/// What speaks against the load generator: each rule fires for its cause, and for nothing that looks
/// like it.
@Suite
struct GeneratorDiagnosisTests: SpoilsEvidence {
  @Test("A generator at the limit of its core for a tenth of the run is serious")
  func saturated() {
    let engine = Self.engine([health(cpu: 0.95)] + Array(repeating: health(cpu: 0.3), count: 5))
    #expect(found(GeneratorSaturated.self) { $0.engine = engine } == [.generatorSaturated])
  }

  @Test("A generator that is busy for a moment, or not quite at its limit, is not told")
  func busyForAMoment() {
    let moment = Self.engine([health(cpu: 0.95)] + Array(repeating: health(cpu: 0.3), count: 19))
    let nearly = Self.engine(Array(repeating: health(cpu: 0.85), count: 5))
    #expect(found(GeneratorSaturated.self) { $0.engine = moment }.isEmpty)
    #expect(found(GeneratorSaturated.self) { $0.engine = nearly }.isEmpty)
  }

  @Test(
    "Slots that wait matter beside short requests, not beside long ones",
    arguments: [(0.05, true), (2.0, false)])
  func lagging(service: Double, fires: Bool) {
    let engine = Self.engine(Array(repeating: health(lag: 0.02), count: 5))
    let kinds = found(GeneratorSaturated.self) {
      $0.engine = engine
      $0.conditions = [summary(service: service), summary(service: service)]
    }
    #expect(kinds.isEmpty == !fires)
  }

  @Test(
    "Little's law: the requests in flight that were seen must be those that the times say",
    arguments: [(40.0, false), (38, false), (30, true), (50, true)])
  func littlesLaw(busySeconds: Double, fires: Bool) {
    // Four in flight for ten seconds.
    let engine = Self.engine(Array(repeating: health(inFlight: 4), count: 10))
    let kinds = found(LittlesLawBroken.self) {
      $0.engine = engine
      $0.busySeconds = busySeconds
    }
    #expect(kinds == (fires ? [.littlesLawBroken] : []))
  }

  @Test("A run that was killed is not held to Little's law: what was in flight has no record")
  func killed() {
    let engine = Self.engine(Array(repeating: health(inFlight: 4), count: 10))
    let kinds = found(LittlesLawBroken.self) {
      $0.engine = engine
      $0.ending = nil
    }
    #expect(kinds.isEmpty)
  }

  @Test("A file without the generator's reports is not held to Little's law")
  func noReports() {
    #expect(found(LittlesLawBroken.self) { $0.busySeconds = 40 }.isEmpty)
  }

  @Test(
    "A silence of the generator means that the machine slept",
    arguments: [(3.0, false), (5.5, false), (60, true)])
  func silence(length: Double, fires: Bool) {
    let engine = Self.engine([health(), health(seconds: length), health()])
    #expect(found(ClockJumped.self) { $0.engine = engine } == (fires ? [.clockJumped] : []))
  }

  @Test("What was noted as serious while it happened is serious at the end, once")
  func disturbed() {
    let told = diagnoses(TimesDisturbed.self) { $0.seriousNotes = ["it slept", "it slept"] }
    #expect(told == [Diagnosis(.timesDisturbed, "it slept.")])
  }

  @Test(
    "Only a serious note says that times were disturbed",
    arguments: [(Note.Severity.note, false), (.warning, false), (.serious, true)])
  func lesserNotes(severity: Note.Severity, fires: Bool) throws {
    var run = ScheduledRun(Fixture.plan(rounds: 4))
    var told = run.finish()
    told.insert(RunEvent(told[20].time, .note(Note(severity, "it slept"))), at: 21)
    let figures = try #require(RunFigures(events: told))
    #expect(figures.judgement.diagnoses.contains { $0.kind == .timesDisturbed } == fires)
  }
}
