/// What is wrong with a recipe, found before an engine is asked: a sentence for each.
extension ContainerRecipe {
  package var problems: [String] {
    imageProblems + nameProblems + portProblems + mountProblems + limitProblems
      + environmentProblems
  }

  private var imageProblems: [String] {
    ImageName(image) == nil ? ["'\(image)' is no name of an image"] : []
  }

  private var nameProblems: [String] {
    guard let name else { return [] }
    let allowed = name.utf8.allSatisfy {
      (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
        || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    let first = name.unicodeScalars.first.map { $0.properties.isAlphabetic || ("0"..."9") ~= $0 }
    if name.utf8.count >= 2, name.utf8.count <= 128, allowed, first == true { return [] }
    return [
      "'\(name)' is no name of a container: two or more of a-z A-Z 0-9 _ . -, a letter or digit first"
    ]
  }

  private var portProblems: [String] {
    var problems: [String] = []
    for port in ports {
      for number in [port.container, port.host].compactMap({ $0 }) where !(1...65535 ~= number) {
        problems.append("\(number) is no port; ports go from 1 to 65535")
      }
    }
    let hosts = ports.compactMap { port in
      port.host.map { "\(port.address):\($0)/\(port.transport.rawValue)" }
    }
    for host in Set(hosts).sorted() where hosts.filter({ $0 == host }).count > 1 {
      problems.append("\(host) is published twice")
    }
    return problems
  }

  private var mountProblems: [String] {
    var problems: [String] = []
    for mount in mounts {
      if mount.source.isEmpty || (!mount.isPath && mount.source.contains("/")) {
        problems.append(
          "'\(mount.source)' is neither an absolute path nor the name of a volume")
      }
      if !mount.target.hasPrefix("/") {
        problems.append("'\(mount.target)' is no absolute path in the container")
      }
    }
    let targets = mounts.map(\.target)
    for target in Set(targets).sorted() where targets.filter({ $0 == target }).count > 1 {
      problems.append("two volumes go to \(target)")
    }
    return problems
  }

  private var limitProblems: [String] {
    var problems: [String] = []
    if let memory, memory < 6 << 20 {
      problems.append("a memory limit of \(memory) bytes is too small; engines want 6 MiB or more")
    }
    if let cpus, !(cpus >= 0.01 && cpus <= 100_000) {
      problems.append("\(cpus) is no number of processors")
    }
    if let sharedMemory, sharedMemory < 1 {
      problems.append("\(sharedMemory) bytes of shared memory are too few")
    }
    if case .devices(let devices) = gpus {
      if devices.isEmpty { problems.append("no GPU is named; write 'all' for every one") }
      for device in devices
      where device.isEmpty || device.contains(where: { ",\"=/ ".contains($0) }) {
        problems.append("'\(device)' is no GPU's index or UUID")
      }
    }
    return problems
  }

  private var environmentProblems: [String] {
    environment.sorted { $0.key < $1.key }.compactMap { name, value in
      if name.isEmpty || name.contains("=") { return "'\(name)' is no name of a variable" }
      // The value may be a secret, so it is not told.
      if (name + value).utf8.contains(0) { return "the variable \(name) holds a NUL byte" }
      return nil
    }
  }
}
