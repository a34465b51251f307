import DockerKit
import Testing

@Suite("A death is explained")
struct DeathTests {
  private func life(_ events: [(String, String)]) -> ContainerLife {
    var life = ContainerLife()
    for (index, (action, attributes)) in events.enumerated() {
      let event = EngineEvent(
        json(
          #"{"Type":"container","Action":"\#(action)","Actor":{"ID":"c","Attributes":{\#(attributes)}},"#
            + #""timeNano":\#(1_795_406_400_000_000_000 + index)}"#))
      event.map { life.take($0) }
    }
    return life
  }

  private func details(
    _ state: String, code: Int = 0, flag: Bool = false, error: String = "", memory: Int = 0
  ) -> ContainerDetails? {
    ContainerDetails(
      json(
        #"{"Id":"c","State":{"Status":"\#(state)","ExitCode":\#(code),"OOMKilled":\#(flag),"#
          + #""Error":"\#(error)"},"HostConfig":{"Memory":\#(memory)}}"#))
  }

  @Test("by want of memory: told by an event, or by the flag alone")
  func outOfMemory() {
    let told = life([("start", ""), ("oom", ""), ("die", #""exitCode":"137""#)])
    let event = DeathExplanation(death: told.deaths.last, details: nil)
    #expect(event?.cause == .outOfMemory(limit: nil))
    let silent = life([("start", ""), ("die", #""exitCode":"137""#)])
    let flag = DeathExplanation(
      death: silent.deaths.last,
      details: details("exited", code: 137, flag: true, memory: 16 << 20))
    #expect(flag?.cause == .outOfMemory(limit: 16 << 20))
    #expect(flag?.headline == "out of memory: its limit is 16 MiB")
    #expect(flag?.isExpected == false)
  }

  @Test("by a signal: nobody's want of memory, and told whether it was asked for")
  func signals() {
    let killed = life([("start", ""), ("kill", #""signal":"9""#), ("die", #""exitCode":"137""#)])
    let asked = DeathExplanation(death: killed.deaths.last, details: details("exited", code: 137))
    #expect(asked?.cause == .signal(9, requested: true))
    #expect(asked?.headline == "stopped with SIGKILL")
    let silent = life([("start", ""), ("die", #""exitCode":"137""#)])
    let other = DeathExplanation(death: silent.deaths.last, details: details("exited", code: 137))
    #expect(other?.cause == .signal(9, requested: false))
    #expect(other?.headline == "killed by SIGKILL")
    let fault = life([("start", ""), ("die", #""exitCode":"139""#)])
    #expect(
      DeathExplanation(death: fault.deaths.last, details: nil)?.headline == "killed by SIGSEGV")
  }

  @Test("of a run does not borrow the signal or the memory of the run before")
  func runsApart() {
    let life = life([
      ("start", ""), ("oom", ""), ("kill", #""signal":"15""#), ("die", #""exitCode":"143""#),
      ("start", ""), ("die", #""exitCode":"137""#),
    ])
    let last = DeathExplanation(death: life.deaths.last, details: nil)
    #expect(last?.cause == .signal(9, requested: false))
  }

  @Test("when only a child ran out of memory, by its own exit code")
  func child() {
    let life = life([("start", ""), ("oom", ""), ("die", #""exitCode":"0""#)])
    let death = DeathExplanation(
      death: life.deaths.last, details: details("exited", code: 0, flag: true))
    #expect(death?.cause == .exited(0))
    #expect(death?.childWasOutOfMemory == true)
  }

  @Test("by the engine's words where it did not start")
  func failedStart() {
    let words = "exec: no such file or directory"
    let death = DeathExplanation(death: nil, details: details("created", code: 127, error: words))
    #expect(death?.cause == .failedToStart(words))
    let gone = DeathExplanation(death: nil, details: details("exited", code: 128, error: "boom"))
    #expect(gone?.cause == .failedToStart("boom"))
  }

  @Test("by exit code, with or without an event; not at all while it lives")
  func exits() {
    #expect(
      DeathExplanation(death: nil, details: details("exited", code: 3))?.headline
        == "failed with exit code 3")
    #expect(DeathExplanation(death: nil, details: details("exited"))?.isExpected == true)
    #expect(DeathExplanation(death: nil, details: details("running")) == nil)
    #expect(DeathExplanation(death: nil, details: details("created")) == nil)
    #expect(DeathExplanation(death: nil, details: nil) == nil)
  }
}
