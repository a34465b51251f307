internal import BenchCore

extension SetupField.ID {
  /// What stands before the field.
  package var label: String {
    switch self {
    case .server: "Servers"
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

  /// What the value is, behind it, in 24 cells; what is known of it is told there instead.
  func meaning(of value: String) -> String {
    switch self {
    case .server, .folder: ""
    case .files: "only the first, by name"
    case .dpi: "dots per inch asked for"
    case .concurrency: "requests, to each server"
    case .rounds: "times every document"
    case .order:
      switch ScheduleOrder(rawValue: value) {
      case .interleaved: "servers take turns"
      case .sequential: "one server after another"
      case .simultaneous: "all servers at once"
      case nil: ""
      }
    case .warmUp: "requests, not counted"
    case .timeout: "longest for one request"
    case .seed: "of the documents' order"
    case .output: value.isEmpty ? "named by date and DPI" : ""
    }
  }

  /// One line that says what the field means, shown while it has the keyboard.
  ///
  /// - Parameter webLayers: Names of the embedded server's web layers.
  func explanation(webLayers: [String]) -> String {
    switch self {
    case .server:
      "name=http://host:port of a running server"
        + (webLayers.isEmpty
          ? "" : ", or name=embedded:" + webLayers.joined(separator: " or :") + " to launch one")
        + ". The first server is the baseline."
    case .folder: "Every *.pdf of the folder itself is sent. Tab completes the path."
    case .files: "Send only the first so many documents, in sorted order. Empty: all."
    case .dpi: "Resolution asked of the servers, dots per inch. Several are a sweep: 100, 150, 300."
    case .concurrency:
      "Requests kept in flight per server: the closed model. Several are a sweep: 1, 2, 4."
    case .rounds: "How often every document is sent to every server; more rounds, more belief."
    case .order:
      "← → change. interleaved: servers take turns on each document; sequential: one after the "
        + "other; simultaneous: all at once."
    case .warmUp: "Requests to each server before the measurement, in no figure."
    case .timeout: "Longest time a request may take before it counts as a timeout."
    case .seed: "The documents' order in each round is drawn from it."
    case .output: "Where the result goes. Empty: named by date and DPI, in the folder results."
    }
  }
}
