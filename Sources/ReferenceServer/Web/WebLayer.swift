/// Which HTTP library stands in front of the pipeline; the pipeline is the same behind both.
package enum WebLayer: String, CaseIterable, Sendable {
  case hummingbird
  case flyingfox

  /// How long a client that was refused may go on sending before its connection is cut.
  ///
  /// Cutting at once would send a reset, and a client in the middle of its upload would see that
  /// instead of the answer.
  static let lingerTime = Duration.seconds(1)
}
