internal import BenchCore
internal import Foundation
internal import ProcessKit

/// The embedded reference server as a child of ours: `slimbench serve` on a free port.
///
/// The child ends when its standard input closes, and so even when we are killed outright.
struct EmbeddedServer: Sendable {
  private let process: ManagedProcess
  /// Base URL that it told.
  let url: String

  /// Why a child could not serve.
  struct LaunchError: Error, Sendable {
    var description: String
  }

  /// Launches the child and waits for it to say where it listens.
  static func launch(
    executable: String, _ embedded: EmbeddedSpec, within seconds: Double
  ) async throws(LaunchError) -> EmbeddedServer {
    let spec = ProcessSpec(
      executable, ["serve", "--port", "0"] + embedded.arguments + ["--until-stdin-closes"])
    let name = embedded.web
    do {
      let process = try await ManagedProcess.launch(spec)
      let line = try await process.waitForLine(within: .seconds(seconds)) {
        $0.stream == .output && $0.text.contains(ServeAnnouncement.words)
      }
      guard let words = line.text.range(of: ServeAnnouncement.words) else {
        throw LaunchError(description: "the embedded server (\(name)) announced itself strangely")
      }
      return EmbeddedServer(process: process, url: String(line.text[words.upperBound...]))
    } catch let error as LaunchError {
      throw error
    } catch {
      throw LaunchError(description: "the embedded server (\(name)) cannot be launched: \(error)")
    }
  }

  /// Its process number, which is its group's too.
  var group: Int32 { process.processIdentifier }

  /// Ends the child; returns when it is gone.
  func stop() async { await process.terminate(gracePeriod: .seconds(5)) }
}
