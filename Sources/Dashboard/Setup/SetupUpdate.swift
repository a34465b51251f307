internal import BenchCore
internal import Canvas

/// The setup screen: typing, moving, completing, starting.
enum SetupUpdate {
  /// Gives a key to the field that has the keyboard; nil where the field has no use for it.
  static func type(_ key: Key, _ state: inout DashboardState) -> [Effect]? {
    guard let field = state.setup.focused else { return nil }
    if field.id.content == .choice { return choose(key, &state) }
    switch key {
    case .character(let character) where !field.id.content.allows(character):
      state.notice = refusal(field, state)
    case .character(let character): state.setup.edit { $0.type(character) }
    case .backspace: state.setup.edit { $0.delete { $0.deleteBackward() } }
    case .delete: state.setup.edit { $0.delete { $0.deleteForward() } }
    case .control("w"): state.setup.edit { $0.delete { $0.deleteWord() } }
    case .left where field.isSelected: state.setup.edit { $0.move { $0.moveHome() } }
    case .right where field.isSelected: state.setup.edit { $0.move { $0.moveEnd() } }
    case .left: state.setup.edit { $0.move { $0.moveLeft() } }
    case .right: state.setup.edit { $0.move { $0.moveRight() } }
    case .home, .control("a"): state.setup.edit { $0.move { $0.moveHome() } }
    case .end, .control("e"): state.setup.edit { $0.move { $0.moveEnd() } }
    case .tab where field.id == .folder: return [.complete(path: state.setup.folder)]
    case .tab where field.id == .output: return rename(&state)
    default: return nil
    }
    state.setup.candidates = []
    return changed(from: field, &state)
  }

  private static func choose(_ key: Key, _ state: inout DashboardState) -> [Effect]? {
    switch key {
    case .left: state.setup.choose(-1)
    case .right, .character(" "): state.setup.choose(1)
    case .character: state.notice = state.setup.focused.map { refusal($0, state) }
    default: return nil
    }
    return []
  }

  /// What the field takes instead of a character, and what Esc does there.
  private static func refusal(_ field: SetupField, _ state: DashboardState) -> Notice {
    let escape = state.setup.isChanged ? "Esc undoes" : "Esc leaves the field"
    return Notice(field.id.content.refusal + "; " + escape, isBad: true)
  }

  /// What is told to whoever types where nothing takes it.
  static let untyped = Notice("nothing is typed at Start: ↑ ↓ choose a field", isBad: true)

  /// Takes the name that nothing has yet, where the typed one is taken.
  private static func rename(_ state: inout DashboardState) -> [Effect]? {
    guard let free = state.setup.freeOutput else { return nil }
    state.setup.set(.output, to: free)
    return state.setup.look([.output])
  }

  /// A path is looked at while it is typed.
  private static func changed(
    from field: SetupField, _ state: inout DashboardState
  ) -> [Effect] {
    let isPath = field.id == .folder || field.id == .output
    return isPath && state.setup[field.id] != field.text ? state.setup.look([field.id]) : []
  }

  static func perform(_ command: Command, _ state: inout DashboardState) -> [Effect] {
    let was = state.setup.focused
    switch command {
    case .nextField: state.setup.focusNext()
    case .previousField: state.setup.focusPrevious()
    case .leaveField:
      if let was, state.setup.isChanged {
        state.setup.restore()
        state.notice = Notice("as it was before; Esc leaves the field")
        return changed(from: was, &state)
      }
      state.setup.focusStart()
    case .addServer: state.setup.addServer()
    case .removeServer: state.setup.removeServer()
    case .clearField:
      state.setup.candidates = []
      guard let was, was.id.content != .choice else { return [] }
      state.setup.set(was.id, to: "")
      return changed(from: was, &state)
    default: return []
    }
    return left(was?.id, &state)
  }

  /// Chooses a field by the mouse; a second time puts the cursor into its text.
  static func click(_ id: SetupField.ID?, _ state: inout DashboardState) -> [Effect] {
    let was = state.setup.focused?.id
    if let id, id == was {
      state.setup.edit { $0.move { $0.moveEnd() } }
    } else if let id {
      state.setup.focus(on: id)
    } else {
      state.setup.focusStart()
    }
    return left(was, &state)
  }

  /// The folder's content is looked at as soon as its name is complete.
  private static func left(_ id: SetupField.ID?, _ state: inout DashboardState) -> [Effect] {
    id == .folder && state.setup.focused?.id != .folder ? state.scanIfNeeded() : []
  }

  /// Starts what the fields say, or shows what is wrong with them.
  static func start(_ state: inout DashboardState) -> [Effect] {
    guard !state.run.phase.isActive else {
      state.notice = Notice("a run is going on: stop it first, on screen 2", isBad: true)
      return []
    }
    // What is there decides whether it can be started at all.
    guard !state.setup.isLooking else {
      state.setup.startsWhenSeen = true
      state.notice = waiting
      return []
    }
    let reading = state.setup.reading
    guard reading.problems.isEmpty else {
      // Marked beside the field and told under the form; the last line keeps telling the keys.
      state.screen = .setup
      state.setup.focusFirstProblem()
      // What was in the way, or missing, may have changed meanwhile.
      let paths = [SetupField.ID.folder, .output].filter { reading.problems[$0] != nil }
      return state.setup.look(paths) + state.scanIfNeeded()
    }
    return RunUpdate.start(reading.plan, output: reading.output, &state)
  }

  private static let waiting = Notice("starts as soon as the disk has answered …")

  /// Takes what there is at a path; a start that waited for it goes on.
  static func saw(
    _ finding: PathFinding, at path: String, of id: SetupField.ID, free: String? = nil,
    _ state: inout DashboardState
  ) -> [Effect] {
    state.setup.take(finding, at: path, of: id, free: free)
    if state.setup.startsWhenSeen && !state.setup.isLooking {
      state.setup.startsWhenSeen = false
      if state.notice?.text == waiting.text { state.notice = nil }
      return start(&state)
    }
    // What was wrong from the beginning is where the user begins.
    if state.isUntouched, state.setup.focus == nil { state.setup.focusFirstProblem() }
    return []
  }

  /// Takes what a half-typed folder can become; nothing to add means that it is whole.
  static func complete(
    _ path: String, _ candidates: [String], _ state: inout DashboardState
  ) -> [Effect] {
    guard state.setup.focused?.id == .folder, state.setup.folder == path else { return [] }
    // A folder without folders in it is whole.
    if candidates.isEmpty && path.hasSuffix("/") { return perform(.nextField, &state) }
    guard let first = candidates.first else {
      state.notice = Notice("no folder begins with \(path)", isBad: true)
      return []
    }
    let typed = state.setup[.folder]
    let home = state.setup.surroundings.home
    func shown(_ path: String) -> String { TypedPath.abbreviated(path, like: typed, home: home) }
    let common = candidates.dropFirst().reduce(first) { common, next in
      String(zip(common, next).prefix { $0 == $1 }.map(\.0))
    }
    if common.count > path.count {
      state.setup.set(.folder, to: shown(common))
      state.setup.candidates = candidates.count > 1 ? candidates.map(shown) : []
      return state.setup.look([.folder])
    }
    guard candidates.count > 1 else { return perform(.nextField, &state) }
    state.setup.candidates = candidates.map(shown)
    return []
  }
}
