internal import ArgumentParser

/// How the dashboard looks.
struct LookOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Theme of the dashboard: a name, or a base16 or base24 scheme file. "
        + "(default: the one used last)", valueName: "NAME|FILE"))
  var theme: String?
}
