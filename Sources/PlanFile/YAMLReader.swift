internal import Yams

/// Reads a YAML document within bounds: no text takes it long or makes it large.
///
/// Anchors and aliases work, but few, and what they unfold to counts against the bounds.
struct YAMLReader {
  /// Longest document, bytes.
  static let byteLimit = 1 << 20
  /// Deepest nesting.
  static let depthLimit = 16
  /// Most values in the document, unfolded.
  static let valueLimit = 20_000
  /// Most aliases.
  ///
  /// The parser hashes unfolded keys before the other bounds can tell, and so many
  /// cannot unfold to more than some hundred times the document.
  static let aliasLimit = 16

  /// Why a document cannot be read.
  struct Failure: Error {
    var place: YAMLValue.Place?
    var message: String
  }

  private var values = 0

  /// The document's only value; nil where it holds none.
  static func read(_ text: String) throws(Failure) -> YAMLValue? {
    guard text.utf8.count <= byteLimit else {
      throw Failure(message: "the file is larger than 1 MB; a plan needs a few kilobytes")
    }
    try checkAliases(text)
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw Failure(error)
    }
    guard let root else { return nil }
    var reader = YAMLReader()
    return try reader.convert(root, depth: 0)
  }

  private static func checkAliases(_ text: String) throws(Failure) {
    var count = 0
    var line = 1
    var afterStar = false
    for byte in text.utf8 {
      if afterStar, isNameByte(byte) { count += 1 }
      if count > aliasLimit {
        throw Failure(
          place: .init(line: line, column: 1),
          message: "more than \(aliasLimit) aliases (*name); write the values out")
      }
      afterStar = byte == UInt8(ascii: "*")
      if byte == UInt8(ascii: "\n") { line += 1 }
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
      || byte == 45 || byte == 95
  }

  private mutating func convert(_ node: Node, depth: Int) throws(Failure) -> YAMLValue {
    let place = YAMLValue.Place(node.mark)
    values += 1
    guard values <= Self.valueLimit else {
      throw Failure(place: place, message: "more than \(Self.valueLimit) values; a plan has dozens")
    }
    guard depth <= Self.depthLimit else {
      throw Failure(place: place, message: "nested deeper than \(Self.depthLimit) levels")
    }
    switch node {
    case .scalar(let scalar):
      try checkTag(scalar.tag, place)
      let isPlain = scalar.style == .plain || scalar.style == .any
      return YAMLValue(place: place, content: .text(scalar.string, isPlain: isPlain))
    case .sequence(let sequence):
      try checkTag(sequence.tag, place)
      var list: [YAMLValue] = []
      for element in sequence { list.append(try convert(element, depth: depth + 1)) }
      return YAMLValue(place: place, content: .list(list))
    case .mapping(let mapping):
      try checkTag(mapping.tag, place)
      var entries: [YAMLValue.Entry] = []
      for (key, value) in mapping {
        let keyPlace = YAMLValue.Place(key.mark)
        guard case .scalar(let scalar) = key else {
          throw Failure(place: keyPlace, message: "a key must be a single word")
        }
        try checkTag(scalar.tag, keyPlace)
        entries.append(
          .init(
            key: scalar.string, keyPlace: keyPlace, value: try convert(value, depth: depth + 1)))
      }
      return YAMLValue(place: place, content: .map(entries))
    case .alias:
      throw Failure(place: place, message: "this alias (*name) has no anchor (&name) before it")
    }
  }

  private func checkTag(_ tag: Tag, _ place: YAMLValue.Place) throws(Failure) {
    let name = tag.rawValue
    guard name.hasPrefix("!"), name != "!" else { return }
    throw Failure(place: place, message: "tags such as \(name.prefix(40)) mean nothing in a plan")
  }
}

extension YAMLValue.Place {
  init(_ mark: Mark?) {
    self.init(line: max(1, mark?.line ?? 1), column: max(1, mark?.column ?? 1))
  }
}

extension YAMLReader.Failure {
  fileprivate init(_ error: any Error) {
    guard let error = error as? YamlError else {
      self.init(message: "no YAML: \(error)")
      return
    }
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      let setting = context.map { " (\($0.text) that begins in line \($0.mark.line))" } ?? ""
      self.init(place: .init(mark), message: "no valid YAML: \(problem)\(setting)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let keys = duplicates.map { "\"\($0)\"" }.joined(separator: ", ")
      self.init(place: .init(context.mark), message: "\(keys) is there twice; leave one out")
    case .reader(let problem, let offset, _, let yaml):
      let line = offset.map { offset in
        yaml.prefix(offset).utf8.reduce(1) { $1 == 10 ? $0 + 1 : $0 }
      }
      self.init(
        place: line.map { .init(line: $0, column: 1) }, message: "no valid YAML: \(problem)")
    case .no, .memory, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
      self.init(message: "no valid YAML: \(error)")
    }
  }
}
