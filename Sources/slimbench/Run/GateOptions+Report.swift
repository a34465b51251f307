internal import ArgumentParser
internal import BenchCore
internal import Reports
internal import RunStore

/// The JUnit report of a run.
extension GateOptions {
  /// Makes sure, before anything is sent, that the report can be written.
  ///
  /// - Parameter results: Where the run's own files go.
  func checkReport(beside results: [String] = []) throws {
    guard let junit else { return }
    guard !results.contains(junit) else {
      Program.complain(
        "slimbench: --junit \(junit): the run writes its result there; name another file")
      throw ExitCode(1)
    }
    do throws(StoreError) { try XMLFile.check(junit) } catch { throw refusal(error) }
  }

  /// Writes the report, where one is asked for.
  func writeReport(_ figures: RunFigures) throws {
    guard let junit else { return }
    let text = JUnitReport.text(figures, policy)
    do throws(StoreError) { try XMLFile.write(text, to: junit) } catch { throw refusal(error) }
  }

  private func refusal(_ error: StoreError) -> ExitCode {
    Program.complain("slimbench: --junit \(error)")
    return ExitCode(1)
  }
}
