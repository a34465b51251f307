internal import BenchCore

/// Reads `containers:` of a plan file.
///
///     containers:
///       slimgest: {image: slimgest, build: ., ports: ["7670:7670", "7671"], gpus: all}
struct ContainerDecoder {
  private static let keys = [
    "image", "build", "dockerfile", "name", "command", "ports", "volumes", "environment", "memory",
    "cpus", "shared_memory", "gpus", "health", "labels", "ready_within",
  ]
  private static let buildKeys = ["context", "dockerfile", "network"]
  private static let healthKeys = ["command", "interval", "timeout", "start_period", "retries"]

  /// Makes paths of the file absolute, or at least meant from our own folder.
  let resolved: (String) -> String

  func containers(_ value: YAMLValue?, _ reader: inout FieldReader) -> [ContainerDraft] {
    guard let value else { return [] }
    var drafts: [ContainerDraft] = []
    for entry in reader.entries(value, "containers") {
      let path = "containers." + entry.key
      if !ServerSpec.isValidKey(entry.key) {
        reader.report(
          entry.keyPlace, path,
          "no container can have this key; use at most 40 of a-z, 0-9, - and _, a letter first")
      }
      drafts.append(container(entry, path, &reader))
    }
    return drafts
  }

  private func container(
    _ entry: YAMLValue.Entry, _ path: String, _ reader: inout FieldReader
  ) -> ContainerDraft {
    var draft = ContainerDraft(key: entry.key)
    if case .text = entry.value.content {
      draft.image = reader.text(entry.value, path)
      return draft
    }
    let fields = reader.fields(entry.value, path, known: Self.keys)
    draft.image = reader.text(fields["image"], path + ".image")
    draft.dockerfile = reader.text(fields["dockerfile"], path + ".dockerfile")
    readBuild(fields["build"], path + ".build", &reader, into: &draft)
    draft.name = reader.text(fields["name"], path + ".name")
    draft.command = LaunchDecoder.words(fields["command"], path + ".command", &reader)
    draft.ports = reader.list(fields["ports"], path + ".ports") { reader, value, path in
      reader.read(value, path, PortMapping.expectation) { PortMapping($0) }
    }
    draft.volumes = volumes(fields["volumes"], path + ".volumes", &reader)
    draft.environment = LaunchDecoder.variables(
      fields["environment"], path + ".environment", &reader)
    draft.memoryBytes = bytes(fields["memory"], path + ".memory", &reader)
    draft.cpus = reader.number(fields["cpus"], path + ".cpus")
    draft.sharedMemoryBytes = bytes(fields["shared_memory"], path + ".shared_memory", &reader)
    draft.gpus = reader.read(fields["gpus"], path + ".gpus", GPUChoice.expectation) {
      GPUChoice($0)
    }
    draft.health = health(fields["health"], path + ".health", &reader)
    draft.labels = LaunchDecoder.variables(fields["labels"], path + ".labels", &reader)
    draft.readyWithinSeconds = reader.duration(fields["ready_within"], path + ".ready_within")
    return draft
  }

  private func readBuild(
    _ value: YAMLValue?, _ path: String, _ reader: inout FieldReader,
    into draft: inout ContainerDraft
  ) {
    guard let value else { return }
    if case .text = value.content {
      draft.build = reader.text(value, path).map(resolved)
      return
    }
    let fields = reader.fields(value, path, known: Self.buildKeys)
    draft.build = reader.text(fields["context"], path + ".context").map(resolved)
    draft.dockerfile = reader.text(fields["dockerfile"], path + ".dockerfile") ?? draft.dockerfile
    draft.buildNetwork = reader.text(fields["network"], path + ".network")
  }

  /// Volumes; a source that is a path is meant from the file's folder.
  private func volumes(
    _ value: YAMLValue?, _ path: String, _ reader: inout FieldReader
  ) -> [String]? {
    let what = "a volume, as ./models:/app/models or ./models:/app/models:ro"
    return reader.list(value, path) { reader, value, path in
      reader.read(value, path, what) { text in
        guard ContainerSpec.isValidVolume(text) else { return nil }
        let source = String(text.prefix { $0 != ":" })
        guard source.hasPrefix(".") || source.contains("/") else { return text }
        return resolved(source) + text.dropFirst(source.count)
      }
    }
  }

  private func bytes(
    _ value: YAMLValue?, _ path: String, _ reader: inout FieldReader
  ) -> Int? {
    reader.read(value, path, ByteText.expectation) { ByteText.parse($0) }
  }

  private func health(
    _ value: YAMLValue?, _ path: String, _ reader: inout FieldReader
  ) -> HealthCheckSpec? {
    guard let value else { return nil }
    if case .text = value.content {
      return reader.text(value, path).map { HealthCheckSpec(command: $0 == "none" ? "" : $0) }
    }
    let fields = reader.fields(value, path, known: Self.healthKeys)
    guard let command = reader.text(fields["command"], path + ".command") else {
      if fields["command"] == nil {
        reader.report(value.place, path, "give its command, a line for the container's shell")
      }
      return nil
    }
    var health = HealthCheckSpec(command: command)
    health.intervalSeconds = reader.duration(fields["interval"], path + ".interval")
    health.timeoutSeconds = reader.duration(fields["timeout"], path + ".timeout")
    health.startPeriodSeconds = reader.duration(fields["start_period"], path + ".start_period")
    health.retries = reader.whole(fields["retries"], path + ".retries")
    return health
  }
}
