/// What there is at a path that the form names.
package enum PathFinding: Hashable, Sendable {
  /// Nothing.
  case missing
  case folder
  /// A folder in which no file is a PDF by its name.
  case folderWithoutDocuments
  /// A file, or anything else that is no folder.
  case file
  /// The journal of an interrupted run, where a result's own would go.
  case journal
}

/// A path that was looked at for a field, and what was found there.
struct SeenPath: Hashable, Sendable {
  /// As it was asked for.
  var path: String
  /// Whether the answer is awaited.
  var isAwaited = true
  /// Nil before the first answer.
  var finding: PathFinding?
  /// A name like the wanted one that nothing has yet.
  var free: String?
}
