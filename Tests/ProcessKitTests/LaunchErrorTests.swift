import ProcessKit
import Testing

@Suite("A program that cannot be started", .timeLimit(.minutes(1)))
struct LaunchErrorTests {
  @Test(
    "is named, with the reason and what to do",
    arguments: [
      (
        ProcessSpec("slimbench-no-such-program"),
        "cannot start slimbench-no-such-program: no such program. "
          + "Install it, or give its full path."
      ),
      (
        ProcessSpec("/no/such/program"),
        "cannot start /no/such/program: no such program. Install it, or give its full path."
      ),
      (
        ProcessSpec("/etc/passwd"),
        "cannot start /etc/passwd: it is there, but not as a program that we may run"
      ),
      (ProcessSpec("/etc"), "cannot start /etc: it is there, but not as a program that we may run"),
      (
        ProcessSpec("true", workingDirectory: "/no/such/folder"),
        "cannot run in /no/such/folder: no such folder. Make it, or name another."
      ),
    ])
  func isNamed(spec: ProcessSpec, message: String) async {
    let error = await #expect(throws: ProcessError.self) { try await ManagedProcess.launch(spec) }
    #expect(error?.description == message)
  }

  @Test(
    "because its arguments or environment are impossible is an error, not a crash",
    arguments: [
      ProcessSpec("true", environment: ["A=B": "c"]),
      ProcessSpec("true", environment: ["A": "nul\u{0}"]),
      ProcessSpec("true", environment: ["1A": "c"]), ProcessSpec(""), ProcessSpec("nul\u{0}"),
      ProcessSpec("/bin/nul\u{0}"),
    ])
  func isNoCrash(spec: ProcessSpec) async {
    await #expect(throws: ProcessError.self) { try await ManagedProcess.launch(spec) }
  }
}
