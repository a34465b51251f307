/// What the last lines of a process that died on its start mean, as one line of advice.
package enum LaunchAdvice {
  /// What to do; nil where nothing is known beyond what it says itself.
  package static func line(for text: String) -> String? {
    let text = text.lowercased()
    return rules.first { rule in rule.signs.contains { text.contains($0) } }?.advice
  }

  /// The guide's own advice where memory runs out.
  package static let outOfMemory =
    "it ran out of memory: send fewer documents at once (--concurrent 1) or fewer of them "
    + "(--max-files 5)"

  private struct Rule {
    var signs: [String]
    var advice: String
  }

  private static let rules = [
    Rule(
      signs: ["address already in use", "port is already allocated", "errno 98"],
      advice: "another program has its port: stop that one, or give both sides another port"),
    Rule(
      signs: ["out of memory", "outofmemoryerror", "cannot allocate memory", "memoryerror"],
      advice: outOfMemory),
    Rule(
      signs: ["no module named", "modulenotfounderror"],
      advice: "its Python lacks a module: install it, or name the right python (and PYTHONPATH) "
        + "in launch"),
    Rule(
      signs: ["could not find `cargo.toml`"],
      advice: "its folder holds no Rust project: name the right one in launch.directory"),
    Rule(
      signs: ["no such file or directory"],
      advice: "it misses a file: look at launch.directory and its environment"),
    Rule(
      signs: ["permission denied"],
      advice: "it may not use a file or a port: ports below 1024 need rights of their own"),
    Rule(
      signs: ["no cuda gpus are available", "cuda driver", "no cuda-capable device"],
      advice: "it finds no GPU: install the driver, or configure it for the processor"),
  ]
}
