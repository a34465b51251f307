internal import BenchCore
internal import Canvas
internal import Reports

/// Changes the state by a message, and says what is to be done in the world.
///
/// Pure and total: any message may come at any time.
package func update(_ state: inout DashboardState, _ message: Message) -> [Effect] {
  let effects = apply(message, &state)
  // An overlay is left in many ways, and a run ends whatever lies over it.
  return effects + ServerLogUpdate.settle(&state)
}

private func apply(_ message: Message, _ state: inout DashboardState) -> [Effect] {
  switch message {
  case .input(.resized(let size)):
    state.size = size
    return state.screen == .containers ? ContainersUpdate.follow(&state) : []
  case .input(.key(let key)):
    state.userActed()
    return KeyUpdate.apply(key, to: &state)
  case .input(.mouse(let event)):
    state.userActed()
    return MouseUpdate.apply(event, to: &state)
  case .events(let events):
    RunUpdate.apply(events, to: &state)
    ServerLogUpdate.heard(events, &state)
    return []
  case .preparing(let done, let total):
    if case .preparing = state.run.phase { state.run.phase = .preparing(done: done, total: total) }
    return []
  case .leftOut(let documents):
    for document in documents {
      guard let defect = document.defect else { continue }
      let text = "left out: \(document.name): \(defect.detail)"
      state.log.append(LogEntry(seconds: nil, severity: .warning, text: text))
    }
    return []
  case .trouble(let text):
    state.log.append(LogEntry(seconds: nil, severity: .serious, text: text))
    state.notice = Notice(text, isBad: true)
    return []
  case .runEnded(let ending):
    RunUpdate.end(ending, &state)
    // The form's name for a result may be taken now.
    return state.setup.look([.output]) + ResultsUpdate.runEnded(&state)
  case .scanning(let directory, let done, let total):
    if directory == state.corpus.directory { state.corpus.scan = .going(done: done, total: total) }
    return []
  case .scanned(let directory, let outcome):
    guard directory == state.corpus.directory else { return [] }
    switch outcome {
    case .documents(let documents): state.corpus.scan = .documents(documents)
    case .failed(let reason): state.corpus.scan = .failed(reason)
    }
    return []
  case .completed(let path, let candidates):
    return SetupUpdate.complete(path, candidates, &state)
  case .sawFolder(let path, let finding):
    return SetupUpdate.saw(finding, at: path, of: .folder, &state)
  case .sawOutput(let path, let finding, let free):
    return SetupUpdate.saw(finding, at: path, of: .output, free: free, &state)
  case .loaded(let load, let loaded): return FileLoadUpdate.apply(loaded, of: load, &state)
  case .exported(let path, let problem):
    state.notice = problem.map { Notice($0, isBad: true) } ?? Notice("written: \(path)")
    return []
  case .results(let message): return ResultsUpdate.apply(message, &state)
  case .replay(let message): return ReplayUpdate.apply(message, &state)
  case .containers(let message): return ContainersUpdate.apply(message, &state)
  case .serverLog(let message):
    ServerLogUpdate.apply(message, &state)
    return []
  case .themeChanged(let name, let problem):
    if let problem { state.notice = Notice(problem, isBad: true) }
    state.theme = name
    return []
  case .wasSuspended(let seconds):
    state.notice = Notice(
      "suspended for \(Quantity.duration(seconds: seconds)): times in flight are wrong, which the "
        + "result says", isBad: true)
    return []
  case .endRequested: return KeyUpdate.interrupt(&state)
  }
}

extension DashboardState {
  /// Where the user is, as far as keys care.
  package var keyContext: KeyContext {
    if !Frame.fits(size) {
      return overlay == .confirm(.quitDuringRun) ? .question : .unseen
    }
    switch overlay {
    case .confirm: return .question
    case .help, .errors: return .reading
    case .log: return .log
    case .export: return .export
    case nil: break
    }
    switch screen {
    case .setup: return setup.focus == nil ? .setup : .field
    case .run where replay != nil || replayStart != nil: return .replaying
    case .run: return run.phase.isActive || setup.startsWhenSeen ? .running : .finished
    case .results where detail != nil: return detail?.isTyping == true ? .detailText : .detail
    case .results: return results.line == nil ? .results : .resultsText
    case .compare: return compare.isTyping ? .compareText : .compare
    case .corpus: return .corpus
    case .containers where containers.line != nil: return .containerText
    case .containers: return containers.isOpened ? .container : .containers
    }
  }

  /// The user is there, and may have changed his mind about a start that is still waiting.
  mutating func userActed() {
    isUntouched = false
    if screen == .setup { setup.startsWhenSeen = false }
  }

  /// What is to be found out before the first key.
  package mutating func open() -> [Effect] { setup.look() + scanIfNeeded() }

  /// Begins with the saved runs of a folder.
  package mutating func openResults(_ folder: String) -> [Effect] {
    results.wanted = folder
    screen = .results
    return ResultsUpdate.shown(&self)
  }

  /// The same for a plan that is to be run without being looked at; nothing is read beside a run.
  package mutating func openAndStart() -> [Effect] {
    let told = notice
    let effects = setup.look() + SetupUpdate.start(&self)
    // The form is only seen where something in it has to be mended.
    if setup.startsWhenSeen {
      screen = .run
      notice = told
    }
    return effects
  }

  /// Asks for the folder's documents, unless they are known already.
  ///
  /// Never beside a run: reading thousands of files would disturb what is being measured.
  package mutating func scanIfNeeded(again: Bool = false) -> [Effect] {
    let directory = setup.folder
    guard !run.phase.isActive, !directory.isEmpty, again || directory != corpus.directory else {
      return []
    }
    corpus.directory = directory
    corpus.scan = .going(done: 0, total: 0)
    corpus.selected = 0
    corpus.offset = 0
    return [.scan(directory: directory)]
  }
}
