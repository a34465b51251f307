package import BenchCore

/// What the containers screen is told.
package enum ContainersMessage: Sendable {
  /// What became known of the engine's containers, in its order.
  case updates([TimedContainerUpdate])
  /// Time has passed: ages change, and lists that are sorted by what moves are sorted anew.
  case tick(WallTime)
  /// What a container wrote, behind lines that came too fast to be kept; the first ones after
  /// `followLog` may be old ones.
  case log(id: String, [LogLine], skipped: Int = 0)
  /// There is nothing more to read, and why, where that is not the container's end.
  case logEnded(id: String, problem: String?)
  /// What the user asked for was done, or why not.
  case acted(ContainerAction, name: String, id: String, problem: String?)
}

/// What the containers screen wants done.
package enum ContainersEffect: Hashable, Sendable {
  /// Finds the engine, lists its containers and follows what happens to them; once.
  case open
  /// Streams what these use, and no others.
  case watch([String])
  /// Reads what this one writes, beginning with its newest lines; nil for none.
  case followLog(String?)
  /// Sends ticks while the screen is seen.
  case tick(Bool)
  /// Does something to a container.
  case act(ContainerAction, id: String, name: String)
}

/// What can be done to a container; each is asked for before it is done.
package enum ContainerAction: Hashable, Sendable, CaseIterable {
  case start, stop, restart, remove

  /// As a question and an answer name it.
  package var verb: String {
    switch self {
    case .start: "start"
    case .stop: "stop"
    case .restart: "restart"
    case .remove: "remove"
    }
  }

  /// What has become of it.
  package var done: String {
    switch self {
    case .start: "started"
    case .stop: "stopped"
    case .restart: "restarted"
    case .remove: "removed"
    }
  }

  /// While it is done.
  var going: String {
    switch self {
    case .start: "starting …"
    case .stop: "stopping …"
    case .restart: "restarting …"
    case .remove: "removing …"
    }
  }
}

/// What a key means on the containers screen.
package enum ContainersCommand: Hashable, Sendable {
  case move(ResultsCommand.Move)
  case open, back
  case nextPane, previousPane, log
  case nextContainer, previousContainer
  case nextColumn, reverse
  /// Starts what does not run, and stops what does.
  case startStop
  case restart, remove
  // Of the log.
  case search, nextMatch, previousMatch, filterLog, excludeLog, follow, timestamps, wrap
  // Of the list, and of any line that is typed into.
  case filter, accept, dismiss, clear
}
