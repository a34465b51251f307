internal import BenchCore

/// Turns YAML values into plan values and collects what is wrong with them.
///
/// Reading goes on after an issue, so that one look at the file finds all of them.
struct FieldReader {
  /// The file's name in messages.
  let file: String
  private(set) var issues: [PlanFileIssue] = []
  /// Where each key path stands.
  private(set) var places: [String: YAMLValue.Place] = [:]

  /// Most issues told.
  static let issueLimit = 50

  init(file: String) { self.file = file }

  mutating func report(_ place: YAMLValue.Place?, _ key: String, _ message: String) {
    guard issues.count < Self.issueLimit else { return }
    issues.append(
      PlanFileIssue(
        file: file, line: place?.line, column: place?.column, key: key, message: message))
  }

  /// The entries of a map by key; unknown keys are reported.
  ///
  /// - Parameter refused: keys that are known and not supported, with what to do instead.
  mutating func fields(
    _ value: YAMLValue, _ path: String, known: [String], refused: [String: String] = [:]
  ) -> [String: YAMLValue] {
    var fields: [String: YAMLValue] = [:]
    for entry in entries(value, path) {
      let key = path.isEmpty ? entry.key : path + "." + entry.key
      if let advice = refused[entry.key] {
        report(entry.keyPlace, key, advice)
      } else if known.contains(entry.key) {
        fields[entry.key] = entry.value
      } else {
        report(entry.keyPlace, key, "there is no such key here; " + advice(entry.key, known))
      }
    }
    return fields
  }

  /// The entries of a map in the file's order, whatever their keys.
  mutating func entries(_ value: YAMLValue, _ path: String) -> [YAMLValue.Entry] {
    guard case .map(let entries) = value.content else {
      expected("keys with values", value, path)
      return []
    }
    for entry in entries {
      places[path.isEmpty ? entry.key : path + "." + entry.key] = entry.value.place
    }
    return entries
  }

  mutating func text(_ value: YAMLValue?, _ path: String) -> String? {
    guard let value else { return nil }
    if case .text(let text, _) = value.content, !value.isEmpty, !text.isEmpty { return text }
    expected("text", value, path)
    return nil
  }

  mutating func number(_ value: YAMLValue?, _ path: String) -> Double? {
    read(value, path, "a number") { DecimalNumber.parse($0) }
  }

  mutating func whole<Number: FixedWidthInteger>(
    _ value: YAMLValue?, _ path: String, as type: Number.Type = Int.self
  ) -> Number? {
    read(value, path, "a whole number") { Number($0) }
  }

  mutating func duration(_ value: YAMLValue?, _ path: String) -> Double? {
    read(value, path, "a duration, as \(DurationText.examples)") { DurationText.parse($0) }
  }

  mutating func rate(_ value: YAMLValue?, _ path: String) -> Double? {
    read(value, path, RateText.expectation) { RateText.parse($0) }
  }

  mutating func margin(_ value: YAMLValue?, _ path: String) -> Double? {
    read(value, path, MarginText.expectation) { MarginText.parse($0) }
  }

  mutating func bool(_ value: YAMLValue?, _ path: String) -> Bool? {
    read(value, path, "true or false") { Bool($0.lowercased()) }
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ value: YAMLValue?, _ path: String, of type: Choice.Type
  ) -> Choice? {
    let names = Choice.allCases.map(\.rawValue)
    return read(value, path, "one of " + names.joined(separator: ", ")) { Choice(rawValue: $0) }
  }

  /// A list, or one value in its place; nil where any of them is wrong.
  mutating func list<Element>(
    _ value: YAMLValue?, _ path: String,
    _ element: (inout FieldReader, YAMLValue, String) -> Element?
  ) -> [Element]? {
    guard let value else { return nil }
    guard case .list(let values) = value.content else {
      return element(&self, value, path).map { [$0] }
    }
    var elements: [Element] = []
    for (index, value) in values.enumerated() {
      if let element = element(&self, value, "\(path)[\(index)]") { elements.append(element) }
    }
    return elements.count == values.count ? elements : nil
  }

  /// Reads text into a value; reports where it is none.
  mutating func read<Value>(
    _ value: YAMLValue?, _ path: String, _ expectation: String, _ parse: (String) -> Value?
  ) -> Value? {
    guard let value else { return nil }
    if case .text(let text, _) = value.content, !value.isEmpty, let parsed = parse(text) {
      return parsed
    }
    expected(expectation, value, path)
    return nil
  }

  private mutating func expected(_ what: String, _ value: YAMLValue, _ path: String) {
    report(value.place, path, "expected \(what), found \(value.told)")
  }

  private func advice(_ key: String, _ known: [String]) -> String {
    if let nearest = Suggestion.nearest(to: key, among: known) {
      return "did you mean \"\(nearest)\"?"
    }
    return "the keys are " + known.joined(separator: ", ")
  }
}
