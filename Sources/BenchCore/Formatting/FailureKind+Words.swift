extension FailureKind {
  /// The class as screens and reports name it: `too large`.
  package var words: String { rawValue.split(separator: "_").joined(separator: " ") }
}
