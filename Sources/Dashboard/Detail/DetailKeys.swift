extension KeyTable {
  /// The keys of an open run.
  static let detailKeys: [KeyBinding] = []
}
