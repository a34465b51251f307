extension KeyTable {
  /// The keys of the results screen.
  static let resultsKeys: [KeyBinding] = []
}
