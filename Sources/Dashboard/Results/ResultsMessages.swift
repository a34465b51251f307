package import BenchCore

/// What the results screen is told.
package enum ResultsMessage: Sendable {
  /// The files of the folder that was chosen from those asked for, before any of them is read.
  case found(listing: Int, directory: String, [FoundFile])
  /// What some of them hold.
  case headlines(listing: Int, [RunHeadline])
  /// All of them are read.
  case listed(listing: Int)
  /// The folder cannot be listed.
  case failed(listing: Int, directory: String, String)
  /// Files came or went in the listed folder.
  case changed(directory: String)
  /// The choice has stood on this file for a moment.
  case rested(path: String)
  /// These files are in the trash now, and why another is not.
  case trashed([TrashedFile], problem: String?)
  /// These are back.
  case restored([TrashedFile], problem: String?)
  case renamed(from: String, to: String, problem: String?)
}

/// What the results screen wants done.
package enum ResultsEffect: Hashable, Sendable {
  /// Lists the first of these folders that exists, else the last; an earlier listing is given up.
  case list(listing: Int, directories: [String])
  /// Gives up reading headlines.
  case cancel
  /// Tells when the choice has stood on a file for a moment.
  case rest(path: String)
  /// Moves files to the trash folder beside them.
  case trash([String])
  /// Moves them back.
  case undo([TrashedFile])
  /// Gives a file another name in its folder, never one that is taken.
  case rename(path: String, name: String)
}

/// What a key means on the results screen.
package enum ResultsCommand: Hashable, Sendable {
  case move(Move)
  case open, replay, compare, export, again, resume
  case mark, back
  case filter, rename
  case nextColumn, reverse
  case trash, undo, refresh
  // In a text line.
  case accept, dismiss, clear

  /// A way through the list.
  package enum Move: Hashable, Sendable { case up, down, pageUp, pageDown, first, last }
}
