extension SetupForm {
  /// Asks what there is at the paths of these fields; what is there already may have changed.
  mutating func look(_ ids: [SetupField.ID] = [.folder, .output]) -> [Effect] {
    ids.compactMap { id in
      let path = path(id)
      guard !path.isEmpty else {
        seen[id] = nil
        return nil
      }
      // What was known of the same path stays until the answer, so that marks do not blink.
      if seen[id]?.path != path { seen[id] = SeenPath(path: path) }
      seen[id]?.isAwaited = true
      return id == .folder ? .lookAtFolder(path) : .lookAtOutput(path)
    }
  }

  /// Takes an answer, unless another path is wanted by now.
  mutating func take(
    _ finding: PathFinding, at path: String, of id: SetupField.ID, free: String? = nil
  ) {
    guard seen[id]?.path == path else { return }
    seen[id] = SeenPath(path: path, isAwaited: false, finding: finding, free: free)
  }

  /// Whether it is not known yet what there is at some path.
  var isLooking: Bool { seen.values.contains(where: \.isAwaited) }

  /// What keeps the path of a field from being used; nil also where nobody looked.
  func problem(atPathOf id: SetupField.ID) -> String? {
    guard let seen = seen[id], seen.path == path(id), let finding = seen.finding else { return nil }
    if id == .output, seen.path == ownOutput { return nil }
    switch (id, finding) {
    case (.folder, .missing): return "no such folder"
    case (.folder, .file), (.folder, .journal): return "is a file, no folder"
    case (.folder, .folderWithoutDocuments): return "no PDF file in it"
    case (.output, .folder), (.output, .folderWithoutDocuments): return "is a folder, no file"
    case (.output, .file): return "exists already"
    case (.output, .journal): return "has an unfinished run"
    default: return nil
    }
  }

  /// A name that nothing has yet, as it would be typed; nil where the typed one will do.
  var freeOutput: String? {
    guard problem(atPathOf: .output) != nil, let free = seen[.output]?.free else { return nil }
    return TypedPath.abbreviated(free, like: self[.output], home: surroundings.home)
  }
}
