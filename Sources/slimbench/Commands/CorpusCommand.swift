internal import ArgumentParser
internal import BenchCore
internal import Conductor
internal import Glibc
internal import PopplerKit
internal import Reports

/// `slimbench corpus`: what a folder of PDFs holds, and sample folders to start with.
struct CorpusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "corpus",
    abstract: "Lists a folder of PDFs, or makes a sample one.",
    subcommands: [List.self, Generate.self], defaultSubcommand: List.self)

  /// `slimbench corpus DIR`.
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Pages, sizes, megapixels and defects of a folder's PDFs.")

    @Argument(help: "Folder with PDF files; subfolders are not looked into.")
    var directory: String

    @Option(help: "Resolution for the megapixels, dots per inch.")
    var dpi = 150.0

    func run() throws {
      let scanner = CorpusScanner(directory: directory, executable: Program.executable)
      let documents = try Blocking.run { try await scanner.scan(progress: ScanProgress.show) }
      ScanProgress.clear()
      print(
        CorpusReport.text(documents, dpi: dpi, width: Output.width, glyphs: Output.glyphs))
    }
  }

  /// `slimbench corpus generate DIR`.
  struct Generate: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "generate",
      abstract: "Writes a sample corpus: the same count and seed give the same bytes.",
      discussion: """
        Page counts follow the published benchmark (1 to 116 pages); pages hold text, tables, \
        figures, and some are scans without a text layer.
        """)

    @Argument(help: "Folder to write to; made where it does not exist.")
    var directory: String

    @Option(help: "How many documents.")
    var count = 20

    @Option(help: "Seed of everything random.")
    var seed: UInt64 = 1

    func run() throws {
      do {
        let files = try SampleCorpus.generate(into: directory, count: count, seed: seed)
        let pages = files.reduce(0) { $0 + $1.pages }
        print("\(files.count) documents, \(pages) pages, in \(directory)")
      } catch {
        Program.complain("slimbench: \(error.message)")
        throw ExitCode(1)
      }
    }
  }
}
