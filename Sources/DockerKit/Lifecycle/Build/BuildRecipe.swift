/// What an image is to be built from.
package struct BuildRecipe: Hashable, Sendable {
  /// The folder that is sent, an absolute path.
  package var context: String
  /// The Dockerfile's path below the folder.
  package var dockerfile: String
  /// The name that the image gets.
  package var tag: String
  package var arguments: [String: String] = [:]
  /// The network that the steps run in, such as `host`; nil for the engine's default.
  package var network: String?
  package var labels: [String: String] = [:]
  /// The stage to stop at; nil builds the last one.
  package var target: String?
  /// Whether every step is done again.
  package var ignoresCache = false

  package init(context: String, dockerfile: String = "Dockerfile", tag: String) {
    self.context = context
    self.dockerfile = dockerfile
    self.tag = tag
  }

  /// The query of `POST /build`.
  var query: [(name: String, value: String)] {
    var query = [
      // 1 is the engine's own builder; the other one wants a session of its own (decision 17).
      (name: "version", value: "1"), ("t", tag), ("dockerfile", dockerfile),
      // Containers of the steps go, those of failed steps too.
      ("rm", "1"), ("forcerm", "1"),
    ]
    if let network { query.append(("networkmode", network)) }
    if let target { query.append(("target", target)) }
    if ignoresCache { query.append(("nocache", "1")) }
    for (name, texts) in [("buildargs", arguments), ("labels", labels)] where !texts.isEmpty {
      guard let bytes = try? JSON.bytes(of: texts) else { continue }
      query.append((name, String(decoding: bytes, as: UTF8.self)))
    }
    return query
  }
}
