internal import BenchCore
internal import Canvas

/// The setup screen: typing, moving, completing, starting.
enum SetupUpdate {
  /// Gives a key to the field that has the keyboard; nil where the field has no use for it.
  static func type(_ key: Key, _ state: inout DashboardState) -> [Effect]? {
    guard let field = state.setup.focused else { return nil }
    if field.id.isChoice { return choose(key, &state) }
    switch key {
    case .character(let character): state.setup.edit { $0.insert(character) }
    case .backspace: state.setup.edit { $0.deleteBackward() }
    case .delete: state.setup.edit { $0.deleteForward() }
    case .left: state.setup.edit { $0.moveLeft() }
    case .right: state.setup.edit { $0.moveRight() }
    case .home, .control("a"): state.setup.edit { $0.moveHome() }
    case .end, .control("e"): state.setup.edit { $0.moveEnd() }
    case .control("u"): state.setup.edit { $0.clear() }
    case .control("w"): state.setup.edit { $0.deleteWord() }
    case .tab where field.id == .folder: return [.complete(path: field.text)]
    default: return nil
    }
    state.setup.candidates = []
    return []
  }

  private static func choose(_ key: Key, _ state: inout DashboardState) -> [Effect]? {
    switch key {
    case .left: state.setup.choose(-1)
    case .right, .character: state.setup.choose(1)
    default: return nil
    }
    return []
  }

  static func perform(_ command: Command, _ state: inout DashboardState) -> [Effect] {
    let was = state.setup.focused?.id
    switch command {
    case .nextField: state.setup.focusNext()
    case .previousField: state.setup.focusPrevious()
    case .leaveField: state.setup.focusStart()
    case .addServer: state.setup.addServer()
    case .removeServer: state.setup.removeServer()
    case .previousChoice: state.setup.choose(-1)
    case .nextChoice: state.setup.choose(1)
    default: return []
    }
    // The folder's content is looked at as soon as its name is complete.
    return was == .folder && state.setup.focused?.id != .folder ? state.scanIfNeeded() : []
  }

  /// Starts what the fields say, or shows what is wrong with them.
  static func start(_ state: inout DashboardState) -> [Effect] {
    let reading = state.setup.reading
    guard reading.problems.isEmpty else {
      if let first = state.setup.fields.first(where: { reading.problems[$0.id] != nil }) {
        state.setup.focus(on: first.id)
        let label = first.id.label.isEmpty ? "Servers" : first.id.label
        state.notice = Notice("\(label): \(reading.problems[first.id] ?? "")", isBad: true)
      }
      return []
    }
    guard !state.run.phase.isActive else {
      state.notice = Notice("a run is going on: stop it first, on screen 2", isBad: true)
      return []
    }
    let output = state.setup[.output].isEmpty ? nil : state.setup[.output]
    return RunUpdate.start(reading.plan, output: output, &state)
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
    let common = candidates.dropFirst().reduce(first) { common, next in
      String(zip(common, next).prefix { $0 == $1 }.map(\.0))
    }
    if common.count > path.count {
      state.setup.set(.folder, to: common)
      state.setup.candidates = candidates.count > 1 ? candidates : []
      return []
    }
    guard candidates.count > 1 else { return perform(.nextField, &state) }
    state.setup.candidates = candidates
    return []
  }
}
