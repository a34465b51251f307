internal import BenchCore
package import Canvas

/// One editable line of the setup form.
package struct SetupField: Hashable, Sendable {
  package let id: ID
  package private(set) var input: TextInput
  /// Whether the whole text is chosen: the first character typed replaces it.
  package private(set) var isSelected = false

  init(_ id: ID, _ text: String) {
    self.id = id
    input = TextInput(text: text)
  }

  package var text: String { input.text }

  /// Chooses all of the text, or nothing of it.
  mutating func select(_ isSelected: Bool) { self.isSelected = isSelected && !input.isEmpty }

  /// Replaces the text; the cursor stands behind it.
  mutating func set(_ text: String) {
    input = TextInput(text: text)
    isSelected = false
  }

  /// Types a character, unless no value of this field could hold it.
  mutating func type(_ character: Character) {
    guard id.content.allows(character) else { return }
    if isSelected { input.clear() }
    input.insert(character)
    isSelected = false
  }

  /// Deletes by a key; all of the text, where all of it is chosen.
  mutating func delete(_ change: (inout TextInput) -> Void) {
    if isSelected { input.clear() } else { change(&input) }
    isSelected = false
  }

  /// Moves the cursor into the text.
  mutating func move(_ change: (inout TextInput) -> Void) {
    change(&input)
    isSelected = false
  }

  /// Which part of the plan it is.
  package enum ID: Hashable, Sendable {
    /// A server as `key=url` or `key=embedded:name`; the number tells servers apart.
    case server(Int)
    case folder, files, defective, dpi, concurrency, rate, arrivals, rounds, order, warmUp, timeout
    case seed, output

    /// What a field can hold.
    enum Content {
      /// Typed, and as long as the line.
      case text
      /// Typed, and short.
      case whole, decimal
      /// Several numbers, typed with commas between them.
      case wholes, decimals
      /// A number of times, or a margin to be reached.
      case rounds
      /// Chosen among values.
      case choice

      func allows(_ character: Character) -> Bool {
        switch self {
        case .text: true
        case .whole: ("0"..."9").contains(character)
        case .decimal: ("0"..."9").contains(character) || character == "."
        case .wholes: ("0"..."9").contains(character) || character == ","
        case .decimals: ("0"..."9").contains(character) || [".", ","].contains(character)
        case .rounds: ("0"..."9").contains(character) || "±%.".contains(character)
        case .choice: false
        }
      }

      /// What is told where a character is refused.
      var refusal: String {
        switch self {
        case .text: ""
        case .choice: "← → or space choose"
        case .whole: "digits only"
        case .decimal: "a number only"
        case .wholes, .decimals: "numbers only, with commas between"
        case .rounds: "a number of rounds, or a margin such as ±1%"
        }
      }
    }

    var content: Content {
      switch self {
      case .server, .folder, .output: .text
      case .files, .warmUp, .seed: .whole
      case .rounds: .rounds
      case .concurrency: .wholes
      case .dpi: .decimals
      case .rate, .timeout: .decimal
      case .order, .arrivals, .defective: .choice
      }
    }

    /// The values of a choice, as the form writes them; none of what is typed.
    var choices: [String] {
      switch self {
      case .order: ScheduleOrder.allCases.map(\.rawValue)
      case .arrivals: Arrivals.allCases.map(\.rawValue)
      case .defective: DefectiveDocuments.allCases.map(\.rawValue)
      default: []
      }
    }

    var isServer: Bool { if case .server = self { true } else { false } }
  }
}
