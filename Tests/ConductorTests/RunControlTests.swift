import BenchCore
import Synchronization
import Testing

@testable import Conductor

struct RunControlTests {
  @Test("A control is stopped once somebody asks for it, and stays so")
  func stop() {
    let control = RunControl()
    #expect(!control.isStopped)
    control.stop()
    #expect(control.isStopped)
    control.stop()
    #expect(control.isStopped)
  }
}

struct HostAndClockTests {
  @Test("The host has a name, processors and memory")
  func host() {
    let host = HostFacts.current()
    #expect(!host.name.isEmpty && !host.system.isEmpty)
    #expect(host.cores > 0)
    #expect(host.memoryBytes > 1 << 20)
  }

  @Test("The clock starts at zero, never goes back, and tells the date as the guide's files do")
  func clock() {
    let clock = RunClock()
    let times = (0..<1000).map { _ in clock.now().nanoseconds }
    #expect(times.allSatisfy { $0 >= 0 } && times == times.sorted())
    #expect(
      clock.timestamp.wholeMatch(of: /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/) != nil, "\(clock.timestamp)")
    #expect(clock.wallClock > 1_700_000_000)
  }
}

struct RunControlPauseTests {
  @Test("Who listens hears every pause and resumption once, also one from before")
  func pause() {
    let control = RunControl()
    control.pause()
    control.pause()
    let heard = Mutex<[Bool]>([])
    control.onPause { isPaused in heard.withLock { $0.append(isPaused) } }
    control.resume()
    control.resume()
    control.pause()
    #expect(heard.withLock { $0 } == [true, false, true])
    #expect(control.isPaused)
  }

  @Test("A run that is stopped is not paused any more")
  func stopped() {
    let control = RunControl()
    control.stop()
    control.pause()
    #expect(!control.isPaused)
  }
}
