import Foundation
import TestSupport

/// A scripted server that speaks the contract, or breaks it as a test wants.
///
/// The first connections are the readiness probes, one each; the rest bring documents.
final class DocumentServer: Sendable {
  private let server: ScriptedServer
  private let probes: Int

  /// - Parameters:
  ///   - health: The answers to the readiness probes, in order.
  ///   - steps: What the n-th connection after the probes does, from 0.
  init(
    health: [[UInt8]] = [DocumentServer.ready],
    steps: @escaping @Sendable (_ connection: Int) -> [ScriptedServer.Step] = { _ in
      DocumentServer.answering()
    }
  ) throws {
    let count = health.count
    probes = count
    server = try ScriptedServer { connection in
      connection < count
        ? [.readRequest, .send(health[connection]), .close] : steps(connection - count)
    }
  }

  var url: String { server.url("") }
  var log: ServerLog { server.log }

  /// The documents that came, in order of arrival.
  var documents: [Upload] { log.requests.compactMap(Upload.init) }

  /// Waits until so many documents came.
  func waiting(forDocuments count: Int, seconds: Int = 60) async -> Bool {
    await log.waiting(for: .requestRead, count: probes + count, seconds: seconds)
  }

  static let ready: [UInt8] = .answer(
    #"{"status":"ok","message":"ready to read","models_loaded":true}"#,
    headers: ["Content-Type: application/json"])

  static let loading: [UInt8] = .answer(
    #"{"status":"ok","message":"models are coming","models_loaded":false}"#,
    headers: ["Content-Type: application/json"])

  /// The contract's answer to a document.
  static func pages(_ count: Int = 1, seconds: Double = 0.0005) -> [UInt8] {
    .answer(
      """
      {"total_pages_processed":\(count),"total_pdfs":1,"elapsed_seconds":\(seconds),\
      "results":[{"pdf_path":"x.pdf","pages_processed":\(count),"ocr_text":"some words",\
      "raw_ocr_results":["some words"]}]}
      """, headers: ["Content-Type: application/json"])
  }

  /// Answers every document of a connection with the same bytes, so long after its last byte came.
  static func answering(
    _ answer: [UInt8] = pages(), afterMilliseconds: Int = 0
  ) -> [ScriptedServer.Step] {
    [.readRequest, .wait(milliseconds: afterMilliseconds), .send(answer), .again]
  }
}

/// A request that brought a document.
struct Upload: Sendable {
  /// `POST /process-pdf?dpi=150 HTTP/1.1`.
  var requestLine: String
  var head: String
  var body: String

  /// Nil for a request that is none, such as a readiness probe.
  init?(_ request: ServerLog.Request) {
    head = request.headText
    requestLine = head.components(separatedBy: "\r\n").first ?? ""
    guard !requestLine.hasPrefix("GET ") else { return nil }
    body = String(decoding: request.body, as: UTF8.self)
  }

  /// The name of the document, as the form tells it.
  var fileName: String {
    let parts = body.components(separatedBy: "filename=\"")
    return parts.count > 1 ? parts[1].components(separatedBy: "\"").first ?? "" : ""
  }

  /// The value of a field of the form.
  func field(_ name: String) -> String? {
    let parts = body.components(separatedBy: "name=\"\(name)\"\r\n\r\n")
    return parts.count > 1 ? parts[1].components(separatedBy: "\r\n").first : nil
  }
}
