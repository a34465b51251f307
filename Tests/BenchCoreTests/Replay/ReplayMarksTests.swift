import BenchCore
import Testing

@Suite("A replay's marks")
struct ReplayMarksTests {
  private static let marks = ReplayMarks(
    CanonicalOrder.events([
      RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan(rounds: 2)))),
      RunEvent(Fixture.time(1), .serverChanged(ServerChange(server: 0, state: .ready))),
      Fixture.finished(Fixture.record(2, 3, sequence: 0, phase: .warmUp)),
      Fixture.finished(Fixture.record(10, 20, sequence: 1)),
      Fixture.finished(
        Fixture.record(20, 30, sequence: 2, condition: 1, Fixture.failure(.timeout))),
      RunEvent(Fixture.time(31), .note(Note(.note, "told in passing"))),
      RunEvent(Fixture.time(32), .note(Note(.serious, "clock jumped"))),
      RunEvent(Fixture.time(33), .note(.paused)),
      Fixture.finished(Fixture.record(40, 50, sequence: 3, round: 1)),
      Fixture.finished(
        Fixture.record(50, 60, sequence: 4, condition: 1, round: 1, Fixture.failure(.aborted))),
    ]))

  @Test("are ends, failures, incidents and rounds, each in order")
  func kinds() {
    #expect(Self.marks.ends == [3, 20, 30, 50, 60].map(Fixture.time))
    #expect(Self.marks.failures == [Fixture.time(30)], "what a stop cut off is no failure")
    #expect(Self.marks.incidents == [1, 32, 33].map(Fixture.time))
    #expect(Self.marks.rounds == [Fixture.time(40)])
  }

  @Test("hold what disturbs a subject, and neither its samples nor its recovery")
  func subjects() {
    func changed(
      _ time: Int64, _ kind: SubjectChange.Kind, _ health: ContainerHealth? = nil
    )
      -> RunEvent
    {
      RunEvent(
        Fixture.time(time),
        .subjectChanged(SubjectChange(subject: "s", kind: kind, health: health)))
    }
    let marks = ReplayMarks([
      RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan()))),
      changed(1, .watched), changed(2, .health, .healthy), changed(3, .health, .unhealthy),
      changed(4, .outOfMemory), changed(5, .died), changed(6, .started),
      RunEvent(Fixture.time(7), .resourceSampled(ResourceSample(subject: "s", interval: 1))),
      RunEvent(Fixture.time(8), .gpuSampled(GPUSample(index: 0, name: ""))),
    ])
    #expect(marks.incidents == [3, 4, 5].map(Fixture.time))
  }

  @Test("lead on and back, never to where one is")
  func neighbours() {
    let ends = Self.marks.ends
    #expect(ReplayMarks.next(after: Fixture.time(-1), in: ends) == Fixture.time(3))
    #expect(ReplayMarks.next(after: Fixture.time(20), in: ends) == Fixture.time(30))
    #expect(ReplayMarks.next(after: Fixture.time(60), in: ends) == nil)
    #expect(ReplayMarks.last(before: Fixture.time(20), in: ends) == Fixture.time(3))
    #expect(ReplayMarks.last(before: Fixture.time(21), in: ends) == Fixture.time(20))
    #expect(ReplayMarks.last(before: Fixture.time(3), in: ends) == nil)
    #expect(ReplayMarks.next(after: .zero, in: []) == nil)
  }
}
