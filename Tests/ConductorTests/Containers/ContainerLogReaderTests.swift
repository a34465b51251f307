import BenchCore
import DockerKit
import Synchronization
import TestSupport
import Testing

@testable import Conductor

/// The log of one container, as it is handed to a screen.
@Suite(.timeLimit(.minutes(2)))
struct ContainerLogReaderTests {
  private let container = PlayedContainer()
  private let lines = Collected<BenchCore.LogLine>()
  private let ends = Collected<String?>()

  private func reader(_ engine: Engine?) -> ContainerLogReader {
    ContainerLogReader(
      of: "abc", engine: { engine }, onLines: { [lines] in lines.add($0) },
      onEnd: { [ends] in ends.add($0) })
  }

  @Test("Lines come with their time and their stream, and its end is told without a reason")
  func stopped() async throws {
    container.end(code: 0)
    container.change {
      $0.log = PlayedContainer.frame("one") + PlayedContainer.frame("two", isError: true)
    }
    let played = try container.engine()
    let reader = reader(try await played.connect())
    reader.start()
    #expect(await eventually { ends.elements == [nil] })
    let time = WallTime(nanoseconds: PlayedContainer.start + 4_500_000_000)
    #expect(
      lines.elements == [
        BenchCore.LogLine(time: time, text: "one"),
        BenchCore.LogLine(time: time, isError: true, text: "two"),
      ])
  }

  @Test("Started again it goes on after the last line; started twice it reads once")
  func again() async throws {
    container.end(code: 0)
    container.change { $0.log = PlayedContainer.frame("one") }
    let played = try container.engine()
    let reader = reader(try await played.connect())
    reader.start()
    reader.start()
    #expect(await eventually { ends.elements == [nil] })
    container.change { $0.log += PlayedContainer.frame("two") }
    reader.start()
    #expect(await eventually { ends.elements == [nil, nil] })
    #expect(lines.elements.map(\.text) == ["one", "two"])
  }

  @Test("A container that is gone, and an engine that cannot hand out a log, are told as such")
  func refused() async throws {
    container.change { $0.isThere = false }
    let played = try container.engine()
    let gone = reader(try await played.connect())
    gone.start()
    #expect(await eventually { ends.elements == ["it was removed"] })
    let words = "configured logging driver does not support reading"
    let refusing = try PlayedEngine {
      $0 == "GET /containers/abc/json"
        ? .answer(#"{"Id":"abc","Name":"/box","State":{"Status":"running"},"Config":{}}"#)
        : .answer(#"{"message":"\#(words)"}"#, status: 501)
    }
    let refused = reader(try await refusing.connect())
    refused.start()
    #expect(await eventually { ends.elements.last??.contains(words) == true })
    #expect(lines.elements.isEmpty)
  }

  @Test("Cancelled while there is no engine it can be started again, and has told no end")
  func cancelled() async throws {
    container.end(code: 0)
    container.change { $0.log = PlayedContainer.frame("one") }
    let played = try container.engine()
    let connected = try await played.connect()
    let isThere = Mutex(false)
    let reader = ContainerLogReader(
      of: "abc", engine: { isThere.withLock { $0 } ? connected : nil },
      onLines: { [lines] in lines.add($0) }, onEnd: { [ends] in ends.add($0 ?? "ended") })
    reader.start()
    reader.cancel()
    isThere.withLock { $0 = true }
    #expect(
      await eventually {
        if ends.elements.isEmpty { reader.start() }
        return !lines.elements.isEmpty && !ends.elements.isEmpty
      })
    #expect(ends.elements == ["ended"] && lines.elements.map(\.text) == ["one"])
  }
}
