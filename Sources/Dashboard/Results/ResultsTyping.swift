internal import Canvas

/// The text lines of the results screen: the filter, and a file's new name.
enum ResultsTyping {
  /// Gives a key to the line that has the keyboard; nil where the line has no use for it.
  static func type(_ key: Key, _ state: inout DashboardState) -> [Effect]? {
    switch state.results.line {
    case nil: return nil
    case .filter:
      var input = state.results.filter
      guard input.take(key) else { return nil }
      guard input.text != state.results.filter.text else {
        state.results.filter = input
        return []
      }
      state.results.filter = input
      state.results.arrange()
      return ResultsUpdate.follow(&state)
    case .rename(let path, var name):
      guard name.take(key) else { return nil }
      state.results.line = .rename(path: path, name: name)
      return []
    }
  }

  static func perform(_ command: ResultsCommand, _ state: inout DashboardState) -> [Effect] {
    guard let line = state.results.line else { return [] }
    switch (command, line) {
    case (.accept, .rename(let path, let name)):
      if let problem = problem(name.text, of: path) {
        state.notice = Notice(problem, isBad: true)
        return []
      }
      state.results.line = nil
      guard let entry = state.results[path] else {
        state.notice = Notice("the file is gone", isBad: true)
        return []
      }
      return [entry.name, entry.stem].contains(name.text)
        ? [] : [.results(.rename(entry.facts, name: name.text))]
    case (.clear, .rename(let path, _)): state.results.line = .rename(path: path, name: TextInput())
    case (.clear, .filter), (.dismiss, .filter):
      state.results.filter = TextInput()
      state.results.arrange()
      if command == .dismiss { state.results.line = nil }
    default: state.results.line = nil
    }
    return ResultsUpdate.follow(&state)
  }

  /// What keeps a name from being one under which the file would still be listed.
  ///
  /// The ending need not be told; it stays.
  static func problem(_ name: String, of path: String) -> String? {
    if name.isEmpty { return "a file needs a name" }
    if name.contains("/") { return "only the name changes, not the folder: no / in it" }
    if name.hasPrefix(".") { return "a name that begins with a dot would not be listed" }
    let ending = path.hasSuffix(".journal") ? ".journal" : ".json"
    let other = path.hasSuffix(".journal") ? ".json" : ".journal"
    if name.hasSuffix(other) { return "the ending stays \(ending): it tells what the file is" }
    return nil
  }
}
