extension String {
  /// The text without anything that a terminal might obey: what comes out of a file may be hostile.
  var printable: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate:
            "\u{FFFD}"
          default: scalar
          }
        }))
  }
}
