extension Plan {
  /// Name of what is watched for this server: its container as the engine knows it, else the key of
  /// the process launched for it.
  package func subject(of server: ServerSpec) -> String {
    server.container.map(containerName) ?? server.key
  }

  /// The name of a container as its engine knows it: a server names one by the key under which the
  /// plan describes it, or by its own name where the plan does not.
  package func containerName(_ keyOrName: String) -> String {
    container(keyOrName)?.containerName ?? keyOrName
  }
}
