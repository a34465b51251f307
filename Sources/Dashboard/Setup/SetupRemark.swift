internal import BenchCore
internal import Canvas

/// What is known of a field's value, behind it.
struct SetupRemark {
  let state: DashboardState

  /// The remark in several lengths, the longest first: the first that fits is shown.
  func line(_ field: SetupField) -> [Line] {
    switch field.id {
    case .server: server(field)
    case .folder: folder
    default:
      [Line(field.id.meaning(of: field.text, isOpen: !state.setup[.rate].isEmpty), .muted)]
    }
  }

  private func server(_ field: SetupField) -> [Line] {
    let key = field.text.prefix { $0 != "=" }
    var facts: [String] = []
    if let preset = state.setup.surroundings.presets.first(where: {
      field.text == SetupPreset.prefix + $0.name
    }) {
      facts += preset.servers.map(\.name)
    }
    if let known = state.setup.base.servers.first(where: { $0.key == key }) {
      if known.name != known.key { facts.append(known.name) }
      if known.request != RequestShape() { facts.append("own requests") }
      if !known.headers.isEmpty { facts.append("own headers") }
      if known.launch != nil { facts.append("launched") }
      if let container = known.container { facts.append("container \(container)") }
    }
    let baseline = state.setup.fields.first?.id == field.id ? "baseline" : ""
    let all = facts + (baseline.isEmpty ? [] : [baseline])
    return [Line(all.joined(separator: ", "), .muted), Line(baseline, .muted)]
  }

  private var folder: [Line] {
    guard state.setup.folder == state.corpus.directory else { return [] }
    switch state.corpus.scan {
    case .none: return []
    case .going(_, 0): return [Line("looking …", .muted)]
    case .going(let done, let total):
      return [Line("reading \(Quantity.count(done)) of \(Quantity.count(total))", .muted)]
    case .failed(let reason):
      // The folder's name stands in the field.
      let start = state.corpus.directory + ": "
      let text = reason.hasPrefix(start) ? String(reason.dropFirst(start.count)) : reason
      return [Line("! " + text, Style(.bad))]
    case .documents:
      let totals = state.corpus.totals
      let documents = Quantity.count(totals.documents - totals.defective, "document")
      let pages = Quantity.count(totals.goodPages, "page")
      guard totals.defective > 0 else {
        return [Line(documents + ", " + pages, .muted), Line(documents, .muted)]
      }
      let keeps = state.setup[.defective] == DefectiveDocuments.sent.rawValue
      let rest = Quantity.count(totals.defective) + (keeps ? " damaged" : " left out")
      return [
        Line([documents, pages, rest].joined(separator: ", "), .muted),
        Line(documents + ", " + rest, .muted), Line(documents, .muted),
      ]
    }
  }
}
