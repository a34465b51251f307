/// An image as people write it: `slimgest`, `host:5000/team/app:1.2`, `app@sha256:…`.
struct ImageName: Hashable {
  /// Everything before tag and digest.
  let repository: String
  /// `latest` where nothing is said: without a tag an engine would fetch every one there is.
  let tag: String

  /// Nil if it is no name of an image.
  init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= 512, text.first != "-",
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    var name = text[...]
    if let at = text.firstIndex(of: "@") {
      // A digest says more than a tag, so a tag beside it is dropped.
      tag = String(text[text.index(after: at)...])
      name = text[..<at]
      repository = String(Self.withoutTag(name).name)
    } else {
      let parts = Self.withoutTag(name)
      tag = parts.tag.map(String.init) ?? "latest"
      repository = String(parts.name)
    }
    guard !repository.isEmpty, !tag.isEmpty else { return nil }
  }

  /// The last colon is of a tag, unless a slash follows: then it is of a port.
  private static func withoutTag(_ name: Substring) -> (name: Substring, tag: Substring?) {
    guard let colon = name.lastIndex(of: ":"), !name[colon...].contains("/") else {
      return (name, nil)
    }
    return (name[..<colon], name[name.index(after: colon)...])
  }
}
