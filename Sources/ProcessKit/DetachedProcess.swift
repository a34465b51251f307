internal import CLinux
internal import Glibc

/// A process that outlives us: in a session of its own, without input, its output in a file.
package enum DetachedProcess {
  /// Starts a program and returns its process number once it runs.
  ///
  /// - Parameter log: the file that both of its streams are appended to.
  /// - Throws: `ProcessError` `notFound`, `noSuchDirectory` or `notStarted`.
  package static func launch(_ spec: ProcessSpec, log: String) throws(ProcessError) -> Int32 {
    if let directory = spec.workingDirectory, access(directory, X_OK) != 0 {
      throw .noSuchDirectory(directory)
    }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    // Whoever waits for our end by an end of a pipe would wait for this one's.
    posix_spawn_file_actions_addclosefrom_np(&actions, 3)
    if let directory = spec.workingDirectory {
      posix_spawn_file_actions_addchdir_np(&actions, directory)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE] { sigaddset(&signals, signal) }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    let flags = SPAWN_IN_NEW_SESSION | Int32(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK)
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var process: pid_t = 0
    let error = withStrings([spec.executable] + spec.arguments) { arguments in
      withStrings(environment(spec)) { environment in
        posix_spawnp(&process, spec.executable, &actions, &attributes, arguments, environment)
      }
    }
    guard error == 0 else {
      if error == ENOENT { throw .notFound(executable: spec.executable) }
      throw .notStarted(executable: spec.executable, reason: String(cString: strerror(error)))
    }
    return process
  }

  /// Takes note of the end of one that has ended while we are still its parent.
  package static func reap(_ process: Int32) { _ = waitpid(process, nil, WNOHANG) }

  private static func environment(_ spec: ProcessSpec) -> [String] {
    var lines: [String] = []
    var entry = environ
    while let line = entry.pointee {
      let text = String(cString: line)
      let name = String(text.prefix { $0 != "=" })
      if spec.environment[name] == nil { lines.append(text) }
      entry = entry.advanced(by: 1)
    }
    return lines + spec.environment.map { "\($0.key)=\($0.value)" }
  }

  /// Calls with the texts as C has them, ended by a null pointer.
  private static func withStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers: [UnsafeMutablePointer<CChar>?] = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
  }
}
