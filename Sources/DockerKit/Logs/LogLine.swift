/// One line that a container wrote.
package struct LogLine: Sendable, Equatable {
  package enum Source: UInt8, Sendable {
    case output = 1
    case errors = 2
  }

  /// With a terminal everything is output.
  package var source: Source
  /// When the engine got it, on its clock; nil where it does not tell.
  package var time: EngineTime?
  /// The stamp has whole seconds only, as podman's have.
  package var isCoarse: Bool
  /// What was written, without the line end, repaired where it is no UTF-8; escape sequences are
  /// still in it, so that it must pass the sanitiser before it is shown.
  package var text: String
  /// Bytes left out at the end because the line was too long.
  package var cutBytes: Int

  package init(
    source: Source = .output, time: EngineTime? = nil, isCoarse: Bool = false, text: String,
    cutBytes: Int = 0
  ) {
    self.source = source
    self.time = time
    self.isCoarse = isCoarse
    self.text = text
    self.cutBytes = cutBytes
  }
}
