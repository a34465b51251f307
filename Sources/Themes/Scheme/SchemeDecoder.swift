internal import Canvas

/// Makes a scheme of a file's keys: those of today's files, or of those before `palette` existed.
///
///     system: "base16"                scheme: "Ember"
///     name: "Ember"                   author: "somebody"
///     author: "somebody"              base00: "1e1a16"
///     variant: "dark"                 …
///     palette:
///       base00: "#1e1a16"
///       …
struct SchemeDecoder {
  let file: String
  let document: SchemeDocument

  func scheme() throws(ThemeError) -> Scheme {
    let system = try system()
    let (palette, prefix) = try palette()
    let count = system ?? (Self.isWhole(palette) ? 24 : 16)
    let colours = try colours(palette, prefix: prefix, count: count)
    let (name, oldName, author) = (try words("name"), try words("scheme"), try words("author"))
    let variant = try variant()
    return Scheme(
      name: name ?? oldName ?? "", author: author ?? "",
      variant: variant ?? (colours[0].luminance < colours[5].luminance ? .dark : .light),
      colours: colours)
  }

  /// How many colours the file promises; nil where it does not say.
  private func system() throws(ThemeError) -> Int? {
    guard let system = try words("system") else { return nil }
    switch system.lowercased() {
    case "base16": return 16
    case "base24": return 24
    default:
      throw issue("system", "is \"\(system.prefix(40))\"", "Expected base16 or base24")
    }
  }

  private func variant() throws(ThemeError) -> Scheme.Variant? {
    guard let text = try words("variant") else { return nil }
    guard let variant = Scheme.Variant(rawValue: text.lowercased()) else {
      throw issue("variant", "is \"\(text.prefix(40))\"", "Expected dark or light")
    }
    return variant
  }

  private func palette() throws(ThemeError) -> (
    fields: [String: SchemeDocument.Field], prefix: String
  ) {
    if let palette = document.fields["palette"] {
      guard case .map(let fields) = palette.content else {
        throw issue("palette", "holds no colours", Self.expected("base00") + " and so on below it")
      }
      return (fields, "palette.")
    }
    guard document.fields.keys.contains(where: { Self.normalised($0) == "base00" }) else {
      throw issue(
        "palette", "is missing", "Expected a map of the colours base00 to base0F")
    }
    return (document.fields, "")
  }

  private func colours(
    _ fields: [String: SchemeDocument.Field], prefix: String, count: Int
  ) throws(ThemeError) -> [RGB] {
    // An exact key wins over one that differs in case, whatever the order.
    let loose = Dictionary(
      fields.map { (Self.normalised($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    let slots = Scheme.Slot.allCases.prefix(count)
    let found = slots.map { fields[$0.key] ?? loose[Self.normalised($0.key)] }
    let missing = zip(slots, found).filter { $1 == nil }.map(\.0.key)
    if let first = missing.first {
      let verb = missing.count == 1 ? "is" : "are"
      throw ThemeError(
        file: file, key: prefix + missing.joined(separator: ", "), "\(verb) missing",
        advice: "base\(count) has \(count) colours. \(Self.expected(first))")
    }
    var colours: [RGB] = []
    for (slot, field) in zip(slots, found) {
      guard let field else { continue }
      colours.append(try colour(field, slot.key, prefix: prefix))
    }
    return colours
  }

  private func colour(
    _ field: SchemeDocument.Field, _ key: String, prefix: String
  ) throws(ThemeError) -> RGB {
    let problem: String
    switch field.content {
    case .text(""):
      problem = "is empty; an unquoted # begins a comment"
    case .text(let text):
      if let colour = HexColour.parse(text) { return colour }
      problem = "is \"\(text.prefix(40))\""
    case .map: problem = "is a map"
    case .list: problem = "is a list"
    }
    throw ThemeError(
      file: file, line: field.line, key: prefix + key, problem, advice: Self.expected(key))
  }

  /// A key's text; nil where it is not there or empty.
  private func words(_ key: String) throws(ThemeError) -> String? {
    guard let field = document.fields[key] else { return nil }
    guard case .text(let text) = field.content else {
      throw issue(key, "is no text", "Put one word or a text in quotes behind it")
    }
    return text.isEmpty ? nil : Sanitizer.line(text, limit: 100)
  }

  private func issue(_ key: String, _ problem: String, _ advice: String) -> ThemeError {
    ThemeError(
      file: file, line: document.fields[key]?.line, key: key, problem, advice: advice)
  }

  private static func expected(_ key: String) -> String {
    "Expected six hexadecimal digits in quotes, as in \(key): \"#1e90ff\""
  }

  private static func isWhole(_ fields: [String: SchemeDocument.Field]) -> Bool {
    let keys = Set(fields.keys.map(normalised))
    return Scheme.Slot.allCases.allSatisfy { keys.contains(normalised($0.key)) }
  }

  private static func normalised(_ key: String) -> String { key.lowercased() }
}
