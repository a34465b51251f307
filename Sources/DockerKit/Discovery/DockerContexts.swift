/// The contexts of Docker's command: names for engines, kept in files.
struct DockerContexts {
  private let surroundings: Surroundings
  let configPath: String
  let folder: String

  /// More than anybody has; it bounds how many files are read.
  private static let limit = 1000

  init(_ surroundings: Surroundings) {
    self.surroundings = surroundings
    let config = surroundings.value("DOCKER_CONFIG") ?? "\(surroundings.home)/.docker"
    configPath = "\(config)/config.json"
    folder = "\(config)/contexts/meta"
  }

  /// The context that was chosen for good; nil if that is the default one.
  var current: String? {
    surroundings.read(configPath).flatMap(JSON.init)?["currentContext"].text
      .flatMap { $0 == "default" ? nil : $0 }
  }

  /// The address in a context; nil if there is no such context.
  ///
  /// The folders are named after a digest of the name, and each file has the name in it.
  func host(of name: String) -> String? {
    if name == "default" { return "unix:///var/run/docker.sock" }
    for entry in surroundings.names(folder).prefix(Self.limit) {
      guard let json = surroundings.read("\(folder)/\(entry)/meta.json").flatMap(JSON.init),
        json["Name"].string == name
      else { continue }
      return json["Endpoints"]["docker"]["Host"].text
    }
    return nil
  }
}
