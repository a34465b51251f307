package import BenchCore
internal import Canvas

/// What the user wants to run, as text in fields, so that it can be wrong for a while.
package struct SetupForm: Sendable {
  /// What the fields do not show: headers, TLS, requests, and the servers' names.
  package private(set) var base: Plan
  package private(set) var fields: [SetupField]
  /// Index of the field that has the keyboard; nil when the start button has it.
  package private(set) var focus: Int?
  /// Folders that the half-typed one could become.
  package var candidates: [String] = []
  private var nextServer: Int

  package init(plan: Plan, output: String) {
    base = plan
    nextServer = plan.servers.count
    var fields = plan.servers.enumerated().map { index, server in
      SetupField(.server(index), Self.text(of: server))
    }
    if fields.isEmpty {
      fields = [SetupField(.server(0), "")]
      nextServer = 1
    }
    fields += [
      SetupField(.folder, plan.corpus.directory),
      SetupField(.files, plan.corpus.maxFiles.map(String.init) ?? ""),
      SetupField(.dpi, plan.dpis.map(Quantity.plain).joined(separator: ", ")),
      SetupField(.concurrency, plan.concurrencies.map(String.init).joined(separator: ", ")),
      SetupField(.rounds, String(plan.rounds)),
      SetupField(.order, plan.order.rawValue),
      SetupField(.warmUp, String(plan.warmUp)),
      SetupField(.timeout, Quantity.plain(plan.timeoutSeconds)),
      SetupField(.seed, String(plan.seed)),
      SetupField(.output, output),
    ]
    self.fields = fields
  }

  /// The field that has the keyboard.
  package var focused: SetupField? { focus.map { fields[$0] } }

  package subscript(id: SetupField.ID) -> String {
    fields.first { $0.id == id }?.text ?? ""
  }

  /// The folder as typed.
  package var folder: String { self[.folder] }

  // MARK: Moving

  package mutating func focusNext() {
    candidates = []
    guard let focus else {
      self.focus = 0
      return
    }
    self.focus = focus + 1 < fields.count ? focus + 1 : nil
  }

  package mutating func focusPrevious() {
    candidates = []
    guard let focus else {
      self.focus = fields.count - 1
      return
    }
    self.focus = focus > 0 ? focus - 1 : nil
  }

  package mutating func focusStart() {
    candidates = []
    focus = nil
  }

  package mutating func focus(on id: SetupField.ID) {
    candidates = []
    if let index = fields.firstIndex(where: { $0.id == id }) { focus = index }
  }

  // MARK: Editing

  /// Changes the field that has the keyboard.
  mutating func edit(_ change: (inout TextInput) -> Void) {
    guard let focus else { return }
    change(&fields[focus].input)
  }

  mutating func set(_ id: SetupField.ID, to text: String) {
    guard let index = fields.firstIndex(where: { $0.id == id }) else { return }
    fields[index].input = TextInput(text: text)
  }

  /// The next or previous value of a choice.
  mutating func choose(_ step: Int) {
    guard let focus, fields[focus].id.isChoice else { return }
    let values = ScheduleOrder.allCases
    let current = values.firstIndex { $0.rawValue == fields[focus].text } ?? 0
    let next = values[(current + step + values.count) % values.count]
    fields[focus].input = TextInput(text: next.rawValue)
  }

  /// An empty field for one more server, behind the others; it gets the keyboard.
  mutating func addServer() {
    let end = fields.lastIndex { if case .server = $0.id { true } else { false } } ?? -1
    fields.insert(SetupField(.server(nextServer), ""), at: end + 1)
    nextServer += 1
    focus = end + 1
  }

  /// Takes away the server whose field has the keyboard; the last one is only emptied.
  mutating func removeServer() {
    guard let focus, case .server = fields[focus].id else { return }
    let servers = fields.count { if case .server = $0.id { true } else { false } }
    if servers > 1 { fields.remove(at: focus) } else { fields[focus].input = TextInput(text: "") }
  }

  static func text(of server: ServerSpec) -> String {
    switch server.origin {
    case .url(let url): server.key + "=" + url
    case .embedded(let layer): server.key + "=embedded:" + layer
    }
  }
}
