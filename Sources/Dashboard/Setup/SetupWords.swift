internal import BenchCore

extension SetupField.ID {
  /// What stands before the field.
  package var label: String {
    switch self {
    case .server: "Servers"
    case .folder: "Folder"
    case .files: "Files at most"
    case .defective: "Damaged files"
    case .dpi: "DPI"
    case .concurrency: "In flight"
    case .rate: "Rate, per s"
    case .arrivals: "Arrivals"
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
    case .rate: "none"
    case .dpi, .concurrency, .arrivals, .defective, .rounds, .order, .warmUp, .timeout, .seed: ""
    }
  }

  /// What the value is, behind it, in 24 cells; what is known of it is told there instead.
  ///
  /// - Parameter isOpen: Whether requests are due at a rate.
  func meaning(of value: String, isOpen: Bool) -> String {
    switch self {
    case .server, .folder: ""
    case .files: "only the first, by name"
    case .dpi: "dots per inch asked for"
    case .defective: "files that are no good PDF"
    case .concurrency: isOpen ? "at most, to each server" : "requests, to each server"
    case .rate: isOpen ? "due, at each server" : "next when one has ended"
    case .arrivals:
      switch Arrivals(rawValue: value) {
      case _ where !isOpen: "of requests at a rate"
      case .constant: "always the same apart"
      case .poisson: "as of many users"
      case nil: ""
      }
    case .rounds: value.contains("%") ? "until that narrow" : "times every document"
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
  /// - Parameter here: What can be launched.
  func explanation(_ here: SetupSurroundings) -> String {
    switch self {
    case .server:
      "name=http://host:port of a running server"
        + (here.webLayers.isEmpty
          ? ""
          : ", or name=embedded:" + here.webLayers.joined(separator: " or :") + " to launch one")
        + (here.presets.isEmpty
          ? "" : ", or " + SetupPreset.list(here.presets) + " for the guide's two")
        + ". The first server is the baseline."
    case .folder: "Every *.pdf of the folder itself is sent. Tab completes the path."
    case .files: "Send only the first so many documents, in sorted order. Empty: all."
    case .dpi: "Resolution asked of the servers, dots per inch. Several are a sweep: 100,150,300."
    case .defective:
      "← → change. Files with a known defect are left out, or sent too, to see what servers do."
    case .concurrency:
      "Requests kept in flight per server; with a rate, the most there may be: 64 is usual. Several "
        + "are a sweep: 1,2,4."
    case .rate:
      "Requests due per second at each server, however long they take: the open model. Empty: the "
        + "next one starts when one has ended, the closed model."
    case .arrivals:
      "← → change. constant: always the same time apart; poisson: as if many users came "
        + "independently. Matters with a rate."
    case .rounds:
      "How often every document is sent to every server. Or ±1%: until every interval is that narrow, "
        + "at most \(StopRule.usualRounds) times."
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
