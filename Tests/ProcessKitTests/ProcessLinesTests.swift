import ProcessKit
import Synchronization
import Testing

@Suite("The lines of a process", .timeLimit(.minutes(1)))
struct ProcessLinesTests {
  @Test("can be waited for, before and after they were written")
  func waitsForALine() async throws {
    let process = try await ManagedProcess.launch(
      shell("echo starting; read go; echo listening on 127.0.0.1:4711; read stop"))
    async let line = process.waitForLine(within: .seconds(20)) { $0.text.hasPrefix("listening") }
    try process.write(Array("go\n".utf8))
    #expect(try await line.text == "listening on 127.0.0.1:4711")
    let again = try await process.waitForLine(within: .seconds(20)) { $0.text == "starting" }
    #expect(again == ProcessLine(.output, "starting"))
    process.kill()
  }

  @Test("that do not come in time are an error with the last ones that did")
  func timesOut() async throws {
    let process = try await ManagedProcess.launch(shell("echo loading >&2; read stop"))
    _ = try await process.waitForLine(within: .seconds(20)) { $0.text == "loading" }
    let error = await #expect(throws: ProcessError.self) {
      try await process.waitForLine(within: .milliseconds(50)) { $0.text == "ready" }
    }
    #expect(
      error?.description
        == "/bin/sh did not say what was waited for within 0.05 seconds. Its last lines:\n  loading"
    )
    process.kill()
  }

  @Test("that cannot come any more are an error with how it ended and its last words")
  func endsEarly() async throws {
    let process = try await ManagedProcess.launch(
      shell("for i in 1 2 3 4 5 6; do echo $i; done; echo no port free >&2; exit 98"))
    let error = await #expect(throws: ProcessError.self) {
      try await process.waitForLine(within: .seconds(20)) { $0.text == "ready" }
    }
    let text = try #require(error?.description)
    #expect(text.hasPrefix("/bin/sh exited with code 98. Its last lines:\n  "))
    #expect(text.contains("\n  6"))
    _ = await process.waitUntilExit()
    await #expect(throws: ProcessError.self) {
      try await process.waitForLine(within: .seconds(20)) { $0.text == "ready" }
    }
    #expect(try await process.waitForLine(within: .seconds(20)) { $0.text == "3" }.text == "3")
  }

  @Test("are waited for only until the waiting task is cancelled")
  func cancels() async throws {
    let process = try await ManagedProcess.launch(shell("read stop"))
    let waiting = Task { try await process.waitForLine(within: .seconds(50)) { _ in true } }
    waiting.cancel()
    let result = await waiting.result
    #expect(throws: ProcessError.cancelled) { try result.get() }
    process.kill()
  }

  @Test("are kept up to the limit and told of without one")
  func keepsTheNewest() async throws {
    let seen = Mutex(0)
    let process = try await ManagedProcess.launch(shell("seq 1 20000", linesKept: 100)) { _ in
      seen.withLock { $0 += 1 }
    }
    _ = await process.waitUntilExit()
    #expect(seen.withLock { $0 } == 20_000)
    #expect(process.recentLines().map(\.text) == (19_901...20_000).map(String.init))
  }

  @Test("that never end are cut at the limit, and the next line is whole")
  func boundsLongLines() async throws {
    let process = try await ManagedProcess.launch(
      shell("head -c 20000000 /dev/zero | tr '\\0' x; echo; echo end", lineLimit: 1000))
    _ = await process.waitUntilExit()
    let long = ProcessLine(.output, String(repeating: "x", count: 1000), isTruncated: true)
    #expect(process.recentLines() == [long, ProcessLine(.output, "end")])
  }

  @Test("of exactly the limit are whole")
  func keepsTheLimit() async throws {
    let process = try await ManagedProcess.launch(shell("echo 12345; echo 123456", lineLimit: 5))
    _ = await process.waitUntilExit()
    let cut = ProcessLine(.output, "12345", isTruncated: true)
    #expect(process.recentLines() == [ProcessLine(.output, "12345"), cut])
  }

  @Test("that are no text come with replacements and do not harm")
  func repairsText() async throws {
    let process = try await ManagedProcess.launch(shell(#"printf 'a\377\000b\n\n'"#))
    _ = await process.waitUntilExit()
    #expect(process.recentLines().map(\.text) == ["a\u{FFFD}\u{0}b", ""])
  }
}
