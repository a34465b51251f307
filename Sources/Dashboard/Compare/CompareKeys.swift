extension KeyTable {
  /// The keys of the compare screen.
  static let compareKeys: [KeyBinding] = []
}
