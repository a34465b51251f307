internal import BenchCore
internal import Canvas

/// How a server is doing, as its lane says it: a word, a mark and a colour that mean the same.
enum LaneStanding: Hashable, Sendable {
  /// As the server was heard of last.
  case state(ServerState)
  /// No request has succeeded, or none of the newest.
  case failing
  /// The run is over, and none succeeded.
  case allFailed
  /// The file that is replayed holds neither its address nor its states.
  case untold

  /// How many failures one after the other make a server fail.
  static let row = 5

  init(_ lane: LaneFigures, isOver: Bool) {
    if lane.failed > 0, lane.succeeded == 0 {
      self = isOver ? .allFailed : .failing
    } else if !isOver, Self.isFailing(lane.current) {
      self = .failing
    } else if lane.isUntold {
      self = .untold
    } else {
      self = .state(lane.status.state)
    }
  }

  private static func isFailing(_ state: ConditionState?) -> Bool {
    guard let recent = state?.recent, recent.count >= row else { return false }
    return (recent.count - row..<recent.count).allSatisfy {
      guard let failure = recent[$0].failure else { return false }
      return failure != .aborted
    }
  }

  var words: String {
    switch self {
    case .state(let state): state.rawValue
    case .failing: "failing"
    case .allFailed: "all failed"
    case .untold: "address and state not saved"
    }
  }

  var ink: Ink {
    switch self {
    case .state(.ready): .good
    case .state(.launching), .state(.loading): .warning
    case .state(.unknown), .state(.stopped), .untold: .muted
    case .state(.unavailable), .failing, .allFailed: .bad
    }
  }

  /// A mark that tells the standings apart without colour.
  func mark(_ glyphs: GlyphSet) -> String {
    let (mark, ascii): (String, String) =
      switch self {
      case .state(.ready): ("●", "*")
      case .state(.launching), .state(.loading): ("◐", "~")
      case .state(.unknown), .untold: ("○", ".")
      case .state(.stopped): ("○", "-")
      case .state(.unavailable): ("✗", "x")
      case .failing, .allFailed: ("✗", "x")
      }
    return glyphs == .ascii ? ascii : mark
  }
}
