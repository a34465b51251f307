internal import BenchCore

/// Reads `launch:` of a server.
///
///     launch: {command: [python, -m, slimgest.web], directory: ../slim-gest, ready_within: 90s}
///     launch: python -m slimgest.web
struct LaunchDecoder {
  private static let keys = ["command", "directory", "environment", "ready_within"]

  /// Makes paths of the file absolute, or at least meant from our own folder.
  let resolved: (String) -> String

  func launch(
    _ value: YAMLValue, _ path: String, _ reader: inout FieldReader
  ) -> LaunchSpec? {
    if case .map = value.content {
    } else {
      return Self.words(value, path, &reader).map { LaunchSpec(command: $0) }
    }
    let fields = reader.fields(value, path, known: Self.keys)
    if fields["command"] == nil {
      reader.report(value.place, path, "give the command, as [python, -m, slimgest.web]")
    }
    let command = Self.words(fields["command"], path + ".command", &reader)
    var launch = LaunchSpec(command: command ?? [])
    launch.directory = reader.text(fields["directory"], path + ".directory").map(resolved)
    launch.environment = Self.variables(fields["environment"], path + ".environment", &reader)
    launch.readyWithinSeconds = reader.duration(fields["ready_within"], path + ".ready_within")
    return command == nil ? nil : launch
  }

  /// A command: a list of words, or one text that is split as a shell would split plain words.
  static func words(
    _ value: YAMLValue?, _ path: String, _ reader: inout FieldReader
  ) -> [String]? {
    guard let value else { return nil }
    if case .list = value.content {
      return reader.list(value, path) { reader, value, path in
        reader.read(value, path, "text") { $0 }
      }
    }
    return reader.read(value, path, "a command, with both ends of every quote") { text in
      CommandWords.split(text)
    }
  }

  /// Reads a map of names and values, in the file's order; a list of `NAME=value` does as well.
  static func variables(
    _ value: YAMLValue?, _ path: String, _ reader: inout FieldReader
  ) -> [EnvironmentVariable] {
    guard let value else { return [] }
    if case .list = value.content {
      return reader.list(value, path) { reader, value, path in
        reader.read(value, path, "NAME=value") { text in
          guard let equals = text.firstIndex(of: "=") else { return nil }
          let variable = EnvironmentVariable(
            String(text[..<equals]), String(text[text.index(after: equals)...]))
          return variable.isValid ? variable : nil
        }
      } ?? []
    }
    var variables: [EnvironmentVariable] = []
    for entry in reader.entries(value, path) {
      let path = path + "." + entry.key
      guard case .text(let text, _) = entry.value.content else {
        reader.report(entry.value.place, path, "expected text, found \(entry.value.told)")
        continue
      }
      let variable = EnvironmentVariable(entry.key, text)
      if variable.isValid {
        variables.append(variable)
      } else {
        reader.report(entry.keyPlace, path, "no variable can be called that")
      }
    }
    return variables
  }
}

/// A command written as one text, split into its words.
package enum CommandWords {
  /// The words, with quotes and backslashes as in a shell, and nothing else of one; nil where a
  /// quote is open, or there is no word.
  package static func split(_ text: String) -> [String]? {
    var words: [String] = []
    var word = ""
    var isInWord = false
    var quote: Character?
    var characters = text.makeIterator()
    while let character = characters.next() {
      switch (character, quote) {
      case ("\\", let open) where open != "'":
        guard let next = characters.next() else { return nil }
        // Between double quotes a backslash stands for itself before most characters.
        if open != nil, !"\"\\$`".contains(next) { word.append(character) }
        word.append(next)
        isInWord = true
      case (let character, .some(let open)):
        if character == open { quote = nil } else { word.append(character) }
      case ("'", nil), ("\"", nil):
        quote = character
        isInWord = true
      case (" ", nil), ("\t", nil), ("\n", nil):
        if isInWord { words.append(word) }
        (word, isInWord) = ("", false)
      default:
        word.append(character)
        isInWord = true
      }
    }
    guard quote == nil else { return nil }
    if isInWord { words.append(word) }
    return words.isEmpty ? nil : words
  }
}
