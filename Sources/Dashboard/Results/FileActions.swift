internal import BenchCore
internal import Canvas

/// What is done with saved runs of the list: opened, compared, renamed, moved to the trash.
enum FileActions {
  static func perform(_ command: ResultsCommand, _ state: inout DashboardState) -> [Effect] {
    switch command {
    case .compare: return compare(&state)
    case .trash: return askForTrash(&state)
    case .undo:
      guard let last = state.results.moves.popLast() else {
        state.notice = Notice("nothing to undo")
        return []
      }
      return [.results(.undo(last))]
    default: break
    }
    guard let entry = state.results.selectedEntry else { return [] }
    if command == .rename {
      if isInUse(entry, &state) { return [] }
      state.results.line = .rename(path: entry.path, name: TextInput(text: entry.stem))
      return ResultsUpdate.follow(&state)
    }
    if case .damaged(let reason) = entry.headline?.state {
      state.notice = Notice("\(entry.name) cannot be opened: \(reason)", isBad: true)
      return []
    }
    switch command {
    case .open: return [.load(FileLoad(entry.path, for: .detail))]
    case .replay: return [.load(FileLoad(entry.path, for: .replay))]
    case .again: return [.load(FileLoad(entry.path, for: .again))]
    case .resume: return ResumeUpdate.read(entry, &state)
    case .export: return ExportUpdate.begin(entry.path, &state)
    default: return []
    }
  }

  /// The marked files, the first of them the baseline; one alone is compared with the chosen one.
  private static func compare(_ state: inout DashboardState) -> [Effect] {
    var paths = state.results.marked
    if paths.count < 2, let selected = state.results.selected, !paths.contains(selected) {
      paths.append(selected)
    }
    guard paths.count > 1 else {
      state.notice = Notice("mark two or more with space: c compares them, the first the baseline")
      return []
    }
    if let damaged = paths.compactMap({ state.results[$0] }).first(where: \.isDamaged) {
      state.notice = Notice("\(damaged.name) is damaged: unmark it to compare", isBad: true)
      return []
    }
    return CompareUpdate.begin(paths, &state)
  }

  /// Moves the chosen file, or asks first: marks may be out of sight, and older than the choice.
  private static func askForTrash(_ state: inout DashboardState) -> [Effect] {
    let chosen = state.results.selected.map { [$0] } ?? []
    let marked = state.results.marked
    guard !marked.isEmpty, marked != chosen else { return trash(chosen, &state) }
    state.overlay = .confirm(.trash(marked))
    return []
  }

  /// Moves files to the trash, unless a run is writing to one of them.
  static func trash(_ paths: [String], _ state: inout DashboardState) -> [Effect] {
    let entries = paths.compactMap { state.results[$0] }
    for entry in entries where isInUse(entry, &state) { return [] }
    return entries.isEmpty
      ? [] : [.results(.trash(entries.map(\.facts), folder: state.results.directory))]
  }

  /// Whether a run that is going on may be writing to the file, which is said.
  private static func isInUse(_ entry: ResultsEntry, _ state: inout DashboardState) -> Bool {
    guard entry.isJournal, state.run.phase.isActive else { return false }
    state.notice = Notice("a run is going on: its journal stays where it is", isBad: true)
    return true
  }

  // MARK: What came of it

  static func apply(_ message: ResultsMessage, _ state: inout DashboardState) -> [Effect] {
    switch message {
    case .trashed(let files, let problem):
      if !files.isEmpty { state.results.moves.append(files) }
      let gone = Set(files.map(\.path))
      state.results.marked.removeAll { gone.contains($0) }
      state.results.take(state.results.entries.map(\.file).filter { !gone.contains($0.path) })
      say(problem, trashed(files), &state)
      return ResultsUpdate.follow(&state)
    case .restored(let files, let left, let problem):
      if !left.isEmpty { state.results.moves.append(left) }
      state.results.follow(files.map(\.reversed))
      choose(files, \.path, &state)
      say(
        problem, "\(named(files)) back under \(files.count > 1 ? "their names" : "its name")",
        &state)
      return ResultsUpdate.shown(&state)
    case .renamed(let files, let problem):
      if !files.isEmpty { state.results.moves.append(files) }
      state.results.follow(files)
      choose(files, \.now, &state)
      say(problem, "renamed: u gives the former name back", &state)
      return ResultsUpdate.shown(&state)
    default: return []
    }
  }

  /// Where they are, what brings them back, which they are, and what is not among them.
  private static func trashed(_ files: [MovedFile]) -> String {
    let place = files.last.map { String(TypedPath.parts($0.now).folder.dropLast()) } ?? "the trash"
    let its = files.count == 1 ? "its" : "their"
    return "moved to \(place), u undoes: \(named(files)); \(its) reports stay"
  }

  /// Chooses what was moved: the result, its journal is not listed.
  private static func choose(
    _ files: [MovedFile], _ path: KeyPath<MovedFile, String>, _ state: inout DashboardState
  ) {
    guard let first = files.first(where: { $0.path.hasSuffix(".json") }) ?? files.first else {
      return
    }
    state.results.selected = first[keyPath: path]
    state.results.isChosen = true
  }

  private static func say(_ problem: String?, _ done: String, _ state: inout DashboardState) {
    state.notice = problem.map { Notice($0, isBad: true) } ?? Notice(done)
  }

  private static func named(_ files: [MovedFile]) -> String {
    guard files.count == 1, let only = files.first else {
      return Quantity.count(files.count, "file")
    }
    return only.path.split(separator: "/").last.map(String.init) ?? only.path
  }
}
