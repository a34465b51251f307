extension ServerSpec {
  /// Name of what is watched for this server: its container, else the process launched for it.
  package var subject: String { container ?? key }
}
