internal import BenchCore

/// The servers' fields: `name=address`, `name=embedded:web,option=value`, `preset:name`.
extension FormReader {
  mutating func readServers() {
    var specs: [ServerSpec] = []
    for (index, field) in form.fields.enumerated() where field.id.isServer {
      let text = trimmed(field.text)
      if text.hasPrefix(SetupPreset.prefix) {
        specs += preset(String(text.dropFirst(SetupPreset.prefix.count)), field.id)
        continue
      }
      guard let (key, place) = server(in: text) else {
        if !text.isEmpty || index == 0 { problems[field.id] = "write name=address" }
        continue
      }
      let known = form.base.servers.first { $0.key == key }
      var spec = known ?? ServerSpec(key: key, name: key, origin: .url(place))
      spec.origin = origin(place, field.id)
      if spec.origin != known?.origin {
        // Another address is another server: not the one launched, nor the one in the container.
        spec.launch = nil
        if case .container = spec.origin {} else { spec.container = nil }
      }
      specs.append(spec)
      servers.append((field.id, key))
    }
    plan.servers = specs
  }

  /// The servers of a preset; their containers go into the plan.
  private mutating func preset(_ name: String, _ id: SetupField.ID) -> [ServerSpec] {
    let presets = form.surroundings.presets
    guard let preset = presets.first(where: { $0.name == name }) else {
      problems[id] =
        "no such preset" + (presets.isEmpty ? "" : ": " + SetupPreset.list(presets))
      return []
    }
    problems[id] = preset.problem
    for container in preset.containers {
      plan.containers.removeAll { $0.key == container.key }
      plan.containers.append(container)
    }
    servers += preset.servers.map { (id, $0.key) }
    return preset.servers
  }

  /// Name and address in a server's field; an embedded one without a name has that of its web layer.
  private func server(in text: String) -> (key: String, place: String)? {
    let embedded = "embedded:"
    if text.hasPrefix(embedded) {
      return (trimmed(text.dropFirst(embedded.count).prefix { $0 != "," }), text)
    }
    guard let equals = text.firstIndex(of: "=") else { return nil }
    return (trimmed(text[..<equals]), trimmed(text[text.index(after: equals)...]))
  }

  private mutating func origin(_ place: String, _ id: SetupField.ID) -> ServerOrigin {
    let container = "container:"
    if place.hasPrefix(container) {
      guard let port = Int(place.dropFirst(container.count)) else {
        problems[id] = "needs a port behind container:"
        return .url(place)
      }
      return .container(port: port)
    }
    let prefix = "embedded:"
    guard place.hasPrefix(prefix) else {
      if place.isEmpty { problems[id] = "lacks its address" }
      return .url(place)
    }
    let text = String(place.dropFirst(prefix.count))
    let layers = form.surroundings.webLayers
    if !layers.isEmpty, !layers.contains(String(text.prefix { $0 != "," })) {
      problems[id] = "no such web layer"
    } else if let spec = EmbeddedSpec(text) {
      problems[id] = form.surroundings.optionProblem(spec)
    } else {
      problems[id] = unknownOption(in: text)
    }
    return .embedded(text)
  }

  /// The first option that an embedded server does not have; nil where something else is wrong.
  private func unknownOption(in text: String) -> String? {
    let names = text.split(separator: ",").dropFirst().map { String($0.prefix { $0 != "=" }) }
    guard let unknown = names.first(where: { !EmbeddedSpec.optionNames.contains($0) }) else {
      return nil
    }
    let nearest = Suggestion.nearest(to: unknown, among: EmbeddedSpec.optionNames)
    return "no option \"\(unknown)\"" + (nearest.map { ": did you mean \($0)?" } ?? "")
  }
}
