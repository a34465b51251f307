extension KeyTable {
  /// The keys of a replay, beside those that look at a run.
  static let replayKeys: [KeyBinding] = []
}
