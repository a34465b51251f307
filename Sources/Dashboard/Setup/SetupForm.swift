package import BenchCore
internal import Canvas

/// What the user wants to run, as text in fields, so that it can be wrong for a while.
package struct SetupForm: Sendable {
  /// What the fields do not show: headers, TLS, requests, and the servers' names.
  package let base: Plan
  package let surroundings: SetupSurroundings
  package private(set) var fields: [SetupField]
  /// Index of the field that has the keyboard; nil when the start button has it.
  package private(set) var focus: Int?
  /// What stood in that field when it got the keyboard.
  private var entered = ""
  /// Folders that the half-typed one could become.
  package var candidates: [String] = []
  /// What there is at the paths that the fields name.
  var seen: [SetupField.ID: SeenPath] = [:]
  /// Whether the run is to start as soon as it is known what there is at the paths.
  var startsWhenSeen = false
  /// Where the run that is going on writes its result: what is there is its own.
  var ownOutput: String?
  private var nextServer: Int

  package init(
    plan: Plan, output: String, surroundings: SetupSurroundings = SetupSurroundings()
  ) {
    base = plan
    self.surroundings = surroundings
    nextServer = max(1, plan.servers.count)
    var fields = plan.servers.enumerated().map { index, server in
      SetupField(.server(index), Self.text(of: server))
    }
    if fields.isEmpty { fields = [SetupField(.server(0), "")] }
    fields += [
      SetupField(.folder, plan.corpus.directory),
      SetupField(.files, plan.corpus.maxFiles.map(String.init) ?? ""),
      SetupField(.defective, DefectiveDocuments(isKept: plan.corpus.keepDefective).rawValue),
      SetupField(.dpi, plan.dpis.map(Quantity.plain).joined(separator: ", ")),
      SetupField(.concurrency, plan.concurrencies.map(String.init).joined(separator: ", ")),
      SetupField(.rate, plan.load.open.map { Quantity.plain($0.ratePerSecond) } ?? ""),
      SetupField(.arrivals, (plan.load.open?.arrivals ?? .constant).rawValue),
      SetupField(.rounds, Self.rounds(of: plan)),
      SetupField(.order, plan.order.rawValue),
      SetupField(.warmUp, String(plan.warmUp)),
      SetupField(.timeout, Quantity.plain(plan.timeoutSeconds)),
      SetupField(.seed, String(plan.seed)),
      SetupField(.output, output),
    ]
    self.fields = fields
    focusFirstProblem()
  }

  /// The field that has the keyboard.
  package var focused: SetupField? { focus.map { fields[$0] } }

  package subscript(id: SetupField.ID) -> String {
    fields.first { $0.id == id }?.text ?? ""
  }

  /// The folder that is meant.
  package var folder: String { path(.folder) }

  /// The path that a field means.
  func path(_ id: SetupField.ID) -> String {
    TypedPath.expanded(self[id], home: surroundings.home)
  }

  // MARK: Moving

  package mutating func focusNext() {
    guard let focus else {
      move(to: 0)
      return
    }
    move(to: focus + 1 < fields.count ? focus + 1 : nil)
  }

  /// The first field keeps the keyboard: what is typed above it would be commands.
  package mutating func focusPrevious() {
    guard let focus else {
      move(to: fields.count - 1)
      return
    }
    if focus > 0 { move(to: focus - 1) }
  }

  package mutating func focusStart() { move(to: nil) }

  package mutating func focus(on id: SetupField.ID) {
    if let index = fields.firstIndex(where: { $0.id == id }) { move(to: index) }
  }

  /// To the first field that is wrong or lacks its value; to the start button where none is.
  mutating func focusFirstProblem() {
    let problems = reading.problems
    move(to: fields.firstIndex { problems[$0.id] != nil })
  }

  /// The first field that is wrong or lacks its value, and what is wrong; nil where none is.
  package var firstProblem: String? {
    let problems = reading.problems
    return fields.lazy.compactMap { field in
      problems[field.id].map { "\(field.id.label): \($0)" }
    }.first
  }

  /// Whoever enters a field mostly wants another value: all of the old one is chosen.
  private mutating func move(to index: Int?) {
    candidates = []
    if let focus, fields.indices.contains(focus) { fields[focus].select(false) }
    focus = index
    entered = index.map { fields[$0].text } ?? ""
    if let index { fields[index].select(true) }
  }

  /// Whether the field that has the keyboard holds something else than when it got it.
  var isChanged: Bool { focused.map { $0.text != entered } ?? false }

  /// Gives the field that has the keyboard what stood in it when it got it, all of it chosen.
  mutating func restore() {
    guard let focus else { return }
    candidates = []
    set(fields[focus].id, to: entered)
    fields[focus].select(true)
  }

  // MARK: Editing

  /// Changes the field that has the keyboard.
  mutating func edit(_ change: (inout SetupField) -> Void) {
    guard let focus else { return }
    let rate = self[.rate]
    change(&fields[focus])
    fitConcurrency(toRateAfter: rate)
  }

  package mutating func set(_ id: SetupField.ID, to text: String) {
    guard let index = fields.firstIndex(where: { $0.id == id }) else { return }
    let rate = self[.rate]
    fields[index].set(text)
    fitConcurrency(toRateAfter: rate)
  }

  /// Gives each load model the number in flight that it has where nobody says one, as flags do.
  private mutating func fitConcurrency(toRateAfter before: String) {
    let isOpen = !self[.rate].isEmpty
    guard isOpen == before.isEmpty,
      let index = fields.firstIndex(where: { $0.id == .concurrency })
    else { return }
    let (closed, open) = ("1", String(OpenLoad.defaultConcurrency))
    if fields[index].text == (isOpen ? closed : open) { fields[index].set(isOpen ? open : closed) }
  }

  /// The next or previous value of a choice.
  mutating func choose(_ step: Int) {
    guard let focus, fields[focus].id.content == .choice else { return }
    let values = fields[focus].id.choices
    let current = values.firstIndex(of: fields[focus].text) ?? 0
    fields[focus].set(values[(current + step + values.count) % values.count])
  }

  /// An empty field for one more server, behind the others; it gets the keyboard.
  mutating func addServer() {
    let end = (fields.lastIndex { $0.id.isServer } ?? -1) + 1
    move(to: nil)
    fields.insert(SetupField(.server(nextServer), ""), at: end)
    nextServer += 1
    move(to: end)
  }

  /// Takes away the server whose field has the keyboard; the last one is only emptied.
  mutating func removeServer() {
    guard let focus, fields[focus].id.isServer else { return }
    guard fields.count(where: { $0.id.isServer }) > 1 else {
      fields[focus].set("")
      return
    }
    fields.remove(at: focus)
    self.focus = nil
    move(to: focus)
  }

  /// `5`, or `±1%` for a run that ends when its intervals are that narrow.
  private static func rounds(of plan: Plan) -> String {
    plan.stopRule.map { Wording.margin($0.margin).filter { $0 != " " } } ?? String(plan.rounds)
  }

  static func text(of server: ServerSpec) -> String {
    switch server.origin {
    case .url(let url): server.key + "=" + url
    case .embedded(let layer): server.key + "=embedded:" + layer
    case .container(let port): server.key + "=container:\(port)"
    }
  }
}
