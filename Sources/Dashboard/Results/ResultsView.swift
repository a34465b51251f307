package import BenchCore

/// The list of saved runs: what is known of each, and how it is looked at.
package struct ResultsView: Sendable {
  /// The folder that is listed, as the user named it.
  package var directory = ""

  package init() {}
}

/// What the results screen is told.
package enum ResultsMessage: Sendable {
}

/// What the results screen wants done.
package enum ResultsEffect: Hashable, Sendable {
}

/// What a key means on the results screen.
package enum ResultsCommand: Hashable, Sendable {
}
