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
  case trashed([MovedFile], problem: String?)
  /// These have their former names again; those left do not, and why.
  case restored([MovedFile], left: [MovedFile], problem: String?)
  /// These have another name; none has where there is a problem.
  case renamed([MovedFile], problem: String?)
}

/// What the results screen wants done.
package enum ResultsEffect: Hashable, Sendable {
  /// Lists the first of these folders that exists, else the last; an earlier listing is given up.
  case list(listing: Int, directories: [String])
  /// Gives up reading headlines.
  case cancel
  /// Tells when the choice has stood on a file for a moment.
  case rest(path: String)
  /// Moves the files of runs to the trash of the listed folder.
  case trash([RunHeadline], folder: String)
  /// Gives files their former names.
  case undo([MovedFile])
  /// Gives the files of a run another name in their folder, never one that is taken.
  case rename(RunHeadline, name: String)
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
