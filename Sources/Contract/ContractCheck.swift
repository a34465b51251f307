package import BenchCore

/// Holds a server's answers against the contract, one finding a promise.
///
/// Pure: it judges what came back. What the user's own request shape leaves out is not asked for.
package struct ContractCheck: Sendable {
  private let shape: RequestShape

  package init(shape: RequestShape) { self.shape = shape }

  /// What the answer to a document says.
  ///
  /// - Parameters:
  ///   - pages: Pages that the document has, where they are known.
  ///   - serviceSeconds: How long the answer took on our own clock.
  package func findings(
    _ outcome: Outcome, pages: Int?, document: String, serviceSeconds: Double
  ) -> [CheckFinding] {
    let time = Quantity.duration(seconds: serviceSeconds)
    switch outcome {
    case .failed(let failure):
      return [
        CheckFinding(
          .answer, .failed, "\(document): \(failure.kind.words): \(failure.message)")
      ]
    case .ok(let answer):
      return [
        CheckFinding(.answer, .ok, "\(document) in \(time)"),
        self.pages(answer.pages, of: pages, document), text(answer),
        serverSeconds(answer.serverSeconds, serviceSeconds),
      ]
    }
  }

  private func pages(_ found: Int, of pages: Int?, _ document: String) -> CheckFinding {
    guard let pages else {
      return CheckFinding(
        .pages, .warning,
        "\(Quantity.count(found)) of \(document), whose pages could not be counted here")
    }
    guard found == pages else {
      return CheckFinding(
        .pages, .failed,
        "it counts \(Quantity.count(found, "page")) where \(document) has \(Quantity.count(pages)): "
          + "figures per page would be wrong")
    }
    return CheckFinding(
      .pages, .ok, "\(Quantity.count(pages)) of \(Quantity.count(pages, "page")) counted")
  }

  private func text(_ answer: Answer) -> CheckFinding {
    if shape.textPointer.isEmpty {
      return CheckFinding(.text, .ok, "none is expected by the plan")
    }
    guard answer.textDigest != nil else {
      return CheckFinding(
        .text, .failed,
        "nothing is at \"\(shape.textPointer)\": whether servers read the same cannot be compared")
    }
    return CheckFinding(.text, .ok, "told")
  }

  private func serverSeconds(_ told: Double?, _ service: Double) -> CheckFinding {
    if shape.serverSecondsPointer.isEmpty {
      return CheckFinding(.serverSeconds, .ok, "none are expected by the plan")
    }
    guard let told else {
      return CheckFinding(
        .serverSeconds, .failed,
        "nothing is at \"\(shape.serverSecondsPointer)\": there will be no web overhead")
    }
    let words = Quantity.duration(seconds: told)
    // Clocks of two machines run at the same speed to far better than this.
    guard told <= service * 1.01 else {
      return CheckFinding(
        .serverSeconds, .warning,
        "it says \(words), and answered after \(Quantity.duration(seconds: service)): "
          + "web overhead would be negative")
    }
    return CheckFinding(.serverSeconds, .ok, "\(words), told")
  }

  /// What the answer to a file that is no PDF says.
  package func refusal(status: Int, body: [UInt8]) -> CheckFinding {
    // Only the contract promises how errors look; another shape is asked for no more than a 4xx.
    let grade = shape == RequestShape() ? CheckFinding.Grade.failed : .warning
    let words = ErrorAnswer.message(status: status, body: body)
    guard (400..<500).contains(status) else {
      let how = (200..<300).contains(status) ? "accepts a file that is no PDF" : "answers"
      return CheckFinding(
        .refusal, grade,
        "it \(how) with \(words) where a 4xx should refuse it: broken uploads would pass for work")
    }
    guard ErrorAnswer.hasContractWords(body) else {
      return CheckFinding(
        .refusal, grade, "\(words): neither \"detail\" nor \"error\" says why")
    }
    return CheckFinding(.refusal, .ok, words)
  }

  /// Whether a second request came over the connection of the first.
  package func keepAlive(isReused: Bool) -> CheckFinding {
    isReused
      ? CheckFinding(.keepAlive, .ok, "the connection is used again")
      : CheckFinding(
        .keepAlive, .warning,
        "every request needs a new connection: its time includes making one")
  }
}
