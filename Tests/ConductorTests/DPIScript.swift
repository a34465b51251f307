import BenchCore
import Conductor
import Foundation
import TestSupport

/// Scripted servers that are asked for the same page at two DPIs, in the order in which they are.
enum DPIScript {
  static let health: [ScriptedServer.Step] = [
    .readRequest, .send(.answer(#"{"status":"ok","message":"all here"}"#)), .close,
  ]

  /// Whether each request of a probe asks for the high DPI, the two that warm up included.
  static let order = [false, true, false, true, true, false, false, true, true, false, false, true]

  /// A document of one page, and one of two.
  static let corpus = LoadedCorpus(
    documents: [
      Document(name: "two.pdf", bytes: 8, pages: 2, sha256: "2"),
      Document(name: "page.pdf", bytes: 9, pages: 1, sha256: "1"),
    ], contents: [Array("%PDF-two".utf8), Array("%PDF-page".utf8)])

  /// Readiness, then the contract's three requests, then probes, each a connection.
  static func server(
    document: [UInt8] = answer(), probe: @escaping @Sendable (Int, Bool) -> [UInt8]
  ) throws -> ScriptedServer {
    try ScriptedServer { connection in
      switch connection {
      case 0: health
      case 1:
        [.readRequest, .send(document), .readRequest, .send(document), .readRequest]
          + [.send(.answer(#"{"detail":"not a PDF"}"#, status: 400)), .waitForClient]
      default:
        order.flatMap { [.readRequest, .send(probe(connection, $0))] } + [.waitForClient]
      }
    }
  }

  /// The contract's answer, told pixels where there are any.
  static func answer(
    pages: Int = 2, seconds: Double = 0.0001, megapixels: Double? = nil
  ) -> [UInt8] {
    let pixels = megapixels.map { #","pages":[{"page":1,"width":\#($0 * 1000),"height":1000}]"# }
    return .answer(
      """
      {"total_pages_processed":\(pages),"total_pdfs":1,"elapsed_seconds":\(seconds),\
      "results":[{"pdf_path":"x.pdf","pages_processed":\(pages),"ocr_text":"words",\
      "raw_ocr_results":["words"]\(pixels ?? "")}]}
      """)
  }

  /// The DPI that a request says.
  struct Asked: Sendable {
    var query: String?
    var form: String?

    init(_ request: ServerLog.Request) {
      let line = request.headText.components(separatedBy: "\r\n").first ?? ""
      query = line.firstMatch(of: #/[?]dpi=([0-9.]+) /#).map { String($0.output.1) }
      let body = String(decoding: request.body, as: UTF8.self)
      form = body.firstMatch(of: #/name="dpi"\r\n\r\n([0-9.]+)\r\n/#).map { String($0.output.1) }
    }
  }
}
