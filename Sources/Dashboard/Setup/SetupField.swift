package import Canvas

/// One editable line of the setup form.
package struct SetupField: Hashable, Sendable {
  package let id: ID
  package var input: TextInput

  init(_ id: ID, _ text: String) {
    self.id = id
    input = TextInput(text: text)
  }

  package var text: String { input.text }

  /// Which part of the plan it is.
  package enum ID: Hashable, Sendable {
    /// A server as `key=url` or `key=embedded:name`; the number tells servers apart.
    case server(Int)
    case folder, files, dpi, concurrency, rounds, order, warmUp, timeout, seed, output

    /// What stands before the field.
    package var label: String {
      switch self {
      case .server(0): "Servers"
      case .server: ""
      case .folder: "Folder"
      case .files: "Files at most"
      case .dpi: "DPI"
      case .concurrency: "In flight"
      case .rounds: "Rounds"
      case .order: "Order"
      case .warmUp: "Warm-up"
      case .timeout: "Timeout, s"
      case .seed: "Seed"
      case .output: "Save as"
      }
    }

    /// What stands in the field while it is empty.
    var placeholder: String {
      switch self {
      case .server: "name=http://host:port"
      case .folder: "folder with PDF files"
      case .files: "all"
      case .output: "results/<date>_<dpi>dpi.json"
      case .dpi, .concurrency, .rounds, .order, .warmUp, .timeout, .seed: ""
      }
    }

    /// One line that says what the field means, shown while it has the keyboard.
    var explanation: String {
      switch self {
      case .server:
        "name=URL of a running server, or name=embedded:hummingbird (flyingfox) to launch one. "
          + "The first server is the baseline."
      case .folder: "Every *.pdf of the folder itself is sent. Tab completes the path."
      case .files: "Send only the first so many documents, in sorted order. Empty: all."
      case .dpi: "Resolution asked of the servers, dots per inch."
      case .concurrency: "Requests kept in flight per server: the closed model."
      case .rounds: "How often every document is sent to every server; more rounds, more belief."
      case .order: "← → change. " + Self.orders
      case .warmUp: "Requests to each server before the measurement, in no figure."
      case .timeout: "Longest time a request may take before it counts as a timeout."
      case .seed: "The documents' order in each round is drawn from it."
      case .output: "Result file. Empty: a name made of date and DPI."
      }
    }

    private static let orders =
      "interleaved: servers take turns on each document; sequential: one after the other; "
      + "simultaneous: all at once."

    /// Whether it is chosen among values instead of typed.
    var isChoice: Bool { self == .order }
  }
}
