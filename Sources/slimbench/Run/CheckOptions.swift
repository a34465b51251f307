internal import ArgumentParser

/// What `check` tells, and how.
struct CheckOptions: ParsableArguments {
  @Flag(help: "Exit with 6 when a server deserves a warning, such as not reacting to the DPI.")
  var strict = false

  @Flag(help: "Print JSON, for machines.")
  var json = false

  @Flag(name: .shortAndLong, help: "Tell no progress.")
  var quiet = false
}
