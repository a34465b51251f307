/// Which pages are read by looking at their pixels.
package enum OCRMode: String, CaseIterable, Sendable {
  /// Those without a text layer.
  case auto
  /// None: a page that is only an image has no text.
  case never
  /// All, whatever their text layer says.
  case always
}
