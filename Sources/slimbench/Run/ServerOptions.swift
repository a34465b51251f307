internal import ArgumentParser
internal import BenchCore
internal import PlanFile

/// The servers on the command line.
struct ServerOptions: ParsableArguments {
  /// Where the guide's servers listen.
  static let pythonDefault = "http://localhost:7670"
  static let rustDefault = "http://localhost:7671"

  @Option(help: "Python server. (default: \(Self.pythonDefault))")
  var pythonUrl: String?

  @Option(help: "Rust server. (default: \(Self.rustDefault))")
  var rustUrl: String?

  @Option(
    help: ArgumentHelp(
      "Any other server; NAME is a lower-case word. embedded:hummingbird instead of a URL launches "
        + "one, embedded:hummingbird,extra-latency=3% with options of serve. Repeatable. The first "
        + "server is the baseline, unless --baseline names another.",
      valueName: "NAME=URL"))
  var server: [String] = []

  @OptionGroup var launching: LaunchingOptions

  /// What the command line says of servers: nothing, the guide's two, or those named.
  func drafts() throws -> [ServerDraft] {
    var drafts: [ServerDraft] = []
    if pythonUrl != nil || rustUrl != nil { drafts = guide }
    for text in server {
      guard let equals = text.firstIndex(of: "=") else {
        throw ValidationError("--server takes NAME=URL, not '\(text)'")
      }
      let key = String(text[..<equals])
      guard ServerSpec.isValidKey(key) else {
        throw ValidationError(
          "--server \(text): a name is a lower-case word of letters, digits, - and _")
      }
      drafts.append(
        ServerDraft(
          key: key, origin: ServerOrigin(text: String(text[text.index(after: equals)...]))))
    }
    return drafts
  }

  /// The guide's two servers, at the addresses given or their usual ones.
  var guide: [ServerDraft] {
    [
      ServerDraft(
        key: "python", name: "Python FastAPI", origin: .url(pythonUrl ?? Self.pythonDefault)),
      ServerDraft(key: "rust", name: "Rust Axum", origin: .url(rustUrl ?? Self.rustDefault)),
    ]
  }
}
