/// Service times of a condition's good answers by round and document: what comparisons are made of.
///
/// Every measured request of a schedule has one cell. What failed, or was never sent, is no number.
package struct ServiceMatrix: Equatable, Sendable {
  /// Columns.
  package let documents: Int
  /// Rows so far.
  package private(set) var rounds = 0
  /// Good answers that found no place: the matrix was full, or they are not of its corpus.
  package private(set) var leftOut = 0
  private let cellLimit: Int
  /// Requests and times that were offered, whether they had a place or not.
  private var offered = 0
  /// Seconds, round after round; 0 where there is no number.
  private var seconds: [Double] = []

  /// An empty matrix.
  ///
  /// - Parameter cellLimit: Most cells kept, 8 bytes each; whole rounds beyond it are left out.
  package init(documents: Int, cellLimit: Int = .max) {
    self.documents = max(0, documents)
    self.cellLimit = cellLimit
  }

  /// Takes a measured request in; failures and warm-up change nothing.
  package mutating func add(_ record: RequestRecord) {
    guard record.phase == .measurement else { return }
    offered &+= 1
    guard record.outcome.answer != nil else { return }
    set(record.serviceSeconds, round: record.round, document: record.document)
  }

  /// Sets a cell that is not set yet; a time that is not positive has no ratio, and is left out.
  package mutating func set(_ time: Double, round: Int, document: Int) {
    offered &+= 1
    guard round >= 0, (0..<documents).contains(document), time > 0, time.isFinite,
      grow(to: round)
    else {
      leftOut &+= 1
      return
    }
    let cell = round * documents + document
    if seconds[cell] == 0 { seconds[cell] = time }
  }

  /// The seconds of a request, nil where there are none.
  package subscript(round round: Int, document document: Int) -> Double? {
    guard (0..<rounds).contains(round), (0..<documents).contains(document) else { return nil }
    let value = seconds[round * documents + document]
    return value > 0 ? value : nil
  }

  /// The seconds of a document, of every round in which it was answered.
  func seconds(of document: Int) -> [Double] {
    (0..<rounds).compactMap { self[round: $0, document: document] }
  }

  /// The same without what came after so many rounds.
  package func first(rounds count: Int) -> ServiceMatrix {
    guard count < rounds else { return self }
    var matrix = self
    matrix.rounds = max(0, count)
    matrix.seconds.removeLast(seconds.count - matrix.rounds * documents)
    return matrix
  }

  /// Makes room for a round, if that is within the limit.
  ///
  /// A schedule goes round by round: a file that claims a round far beyond what it holds requests for
  /// is damaged, and gets no memory for it.
  private mutating func grow(to round: Int) -> Bool {
    if round < rounds { return true }
    let (next, tooFar) = round.addingReportingOverflow(1)
    let (cells, overflow) = next.multipliedReportingOverflow(by: documents)
    guard !tooFar, !overflow, cells <= cellLimit,
      cells <= 65_536 || cells / 64 - 1024 <= offered
    else { return false }
    seconds.append(contentsOf: repeatElement(0, count: cells - seconds.count))
    rounds = next
    return true
  }
}
