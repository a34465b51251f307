internal import ArgumentParser
internal import BenchCore
internal import Glibc
internal import Reports
internal import RunStore

/// `slimbench export`: a saved run for somebody who does not have this program.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a saved run as Markdown, CSV or HTML.",
    discussion: """
      markdown is a table to paste into a pull request, csv has one row per request, html is a \
      report with pictures in a single file. What there is already stays, unless --force is given.

        slimbench export results/run.json --format html
        slimbench export results/run.json --format markdown,csv
        slimbench export results/run.json --format markdown --output -
      """)

  @Argument(help: "A result (.json), a journal (.journal), or a file of the guide's script.")
  var file: String

  @Option(
    help: ArgumentHelp(
      "markdown, csv or html; several with commas, or repeated. (default: as --output ends)",
      valueName: "FORMAT"))
  var format: [FormatList] = []

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Where it goes: a file, a pipe, or - for standard output. (default: beside the run's file)",
      valueName: "PATH"))
  var output: String?

  @Flag(help: "Replace an older report.")
  var force = false

  private var formats: [ExportFormat] {
    let asked = format.flatMap(\.formats)
    // In the order asked for, each once.
    return asked.enumerated().filter { !asked[..<$0.offset].contains($0.element) }.map(\.element)
  }

  func validate() throws {
    if formats.isEmpty, output.flatMap(ExportFormat.init(path:)) == nil {
      throw ValidationError("Name a --format: markdown, csv or html.")
    }
    if formats.count > 1, output != nil {
      throw ValidationError(
        "--output takes one format; without it, each goes beside the run's file.")
    }
  }

  func run() throws {
    // Past a size limit (ulimit -f), a write that fails can be told, and its file be taken away.
    signal(SIGXFSZ, SIG_IGN)
    let saved: SavedRun
    do throws(StoreError) { saved = try SavedRun.load(file) } catch { throw refusal(error) }
    for warning in saved.warnings { Program.complain("slimbench: \(file): \(warning)") }
    let formats =
      formats.isEmpty ? [output.flatMap(ExportFormat.init(path:))].compactMap(\.self) : formats
    for format in formats { try write(saved, format) }
  }

  private func write(_ saved: SavedRun, _ format: ExportFormat) throws {
    guard let text = Export.text(of: saved, format: format) else {
      Program.complain("slimbench: \(file): holds no run")
      throw ExitCode(1)
    }
    if output == "-" {
      do throws(StoreError) { try ExportFile.writeToStandardOutput(text) } catch {
        throw refusal(error)
      }
      return
    }
    let path =
      output ?? OutputNaming.exportPath(beside: file, fileExtension: format.fileExtension)
    do throws(StoreError) {
      try ExportFile.write(text, to: path, replacing: force)
    } catch { throw refusal(error) }
    Program.complain("\(format.rawValue): \(path)")
  }

  private func refusal(_ error: StoreError) -> ExitCode {
    Program.complain("slimbench: \(error)")
    return ExitCode(1)
  }
}

/// Formats on the command line: `html`, `markdown,csv`, `md`.
struct FormatList: ExpressibleByArgument {
  var formats: [ExportFormat]

  init?(argument: String) {
    let parts = argument.lowercased().split(separator: ",", omittingEmptySubsequences: false)
    formats = parts.compactMap { part in
      let name = part.drop { $0 == " " }
      return ExportFormat.allCases.first { $0.rawValue == name || $0.fileExtension == name }
    }
    guard !formats.isEmpty, formats.count == parts.count else { return nil }
  }

  static var allValueStrings: [String] { ExportFormat.allCases.map(\.rawValue) }
}
