internal import DockerKit

/// Every place where a container engine may be, and what was found there.
package struct EngineReport: Sendable {
  package struct Candidate: Sendable, Hashable {
    package var source: String
    package var address: String
    /// What answers there, or why nothing does.
    package var result: String
    package var answers: Bool
    /// Whether it is the one that is used.
    package var isChosen: Bool
  }

  package var candidates: [Candidate]
  /// Why none is used; nil where one is.
  package var problem: String?

  /// Looks everywhere.
  package init(option: String?) async {
    let found = await EngineDiscovery.find(option: option, all: true)
    var hasChosen = false
    candidates = found.candidates.map { candidate in
      var told = Candidate(
        source: candidate.source.description, address: candidate.text, result: "", answers: false,
        isChosen: false)
      switch candidate.result {
      case .success(let engine):
        told.answers = true
        told.result = Self.words(engine)
        told.isChosen = !hasChosen && found.chosen === engine
        hasChosen = hasChosen || told.isChosen
      case .failure(let error): told.result = error.description
      }
      return told
    }
    problem = found.chosen == nil ? found.error?.description : nil
  }

  private static func words(_ engine: Engine) -> String {
    let facts = engine.facts
    var words = [facts.title, "API \(facts.apiVersion)"]
    if let cores = facts.cores { words.append("\(cores) cores") }
    if facts.isRootless { words.append("rootless") }
    words.append(GPUSupport(facts) == .told ? "GPU runtime" : "no GPU runtime told")
    words += facts.warnings.prefix(3)
    return words.joined(separator: ", ")
  }
}
