internal import Glibc

/// The encoding that ncurses is to write characters in.
enum TextEncoding {
  /// Sets the program's character type from the environment and tells whether it is UTF-8.
  ///
  /// - Parameter wanted: true makes it UTF-8 even where the environment does not; false leaves the
  ///   locale but keeps to ASCII.
  static func establish(wanted: Bool?) -> Bool {
    let isSet = setlocale(LC_CTYPE, "") != nil
    if wanted == false { return false }
    if isUTF8 { return true }
    // A locale that is named but not installed, as in most containers, still tells the encoding.
    guard wanted == true || (!isSet && namesUTF8(environmentLocale)) else { return false }
    return (setlocale(LC_CTYPE, "C.UTF-8") ?? setlocale(LC_CTYPE, "C.utf8")) != nil && isUTF8
  }

  /// Whether a locale's name says UTF-8: `de_DE.UTF-8`, `C.utf8`.
  static func namesUTF8(_ locale: String) -> Bool {
    let name = locale.lowercased()
    return name.contains("utf-8") || name.contains("utf8")
  }

  private static var isUTF8: Bool {
    guard let codeset = nl_langinfo(nl_item(CODESET)) else { return false }
    return namesUTF8(String(cString: codeset))
  }

  private static var environmentLocale: String {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      if let value = getenv(name), value.pointee != 0 { return String(cString: value) }
    }
    return ""
  }
}
