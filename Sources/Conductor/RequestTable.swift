internal import BenchCore
internal import Contract
internal import CurlKit

/// Every request of a run, made before its clock matters: bodies share the documents' bytes.
enum RequestTable {
  /// The requests by condition and document; servers without a URL get none.
  static func requests(
    plan: Plan, urls: [String?], corpus: LoadedCorpus
  ) -> [[HTTPRequest]] {
    plan.conditions.map { condition in
      guard let url = urls[condition.server] else { return [] }
      let server = plan.servers[condition.server]
      let template = RequestTemplate(
        server: server, baseURL: url, planHeaders: plan.headers, streams: plan.stream)
      return zip(corpus.documents, corpus.contents).map { document, content in
        request(template, plan, document, content, dpi: condition.dpi)
      }
    }
  }

  private static func request(
    _ template: RequestTemplate, _ plan: Plan, _ document: Document, _ content: [UInt8],
    dpi: Double
  ) -> HTTPRequest {
    let segments = template.bodySegments(documentName: document.name, content: content, dpi: dpi)
    return HTTPRequest(
      method: template.method, url: template.url(dpi: dpi),
      headers: template.headers(content: content), body: UploadBody(segments: segments),
      timeout: .seconds(plan.timeoutSeconds), tls: TLSOptions(plan.tls),
      responseLimit: plan.responseLimit)
  }
}

extension TLSOptions {
  init(_ policy: TLSPolicy) {
    self.init(caFile: policy.caFile, insecure: policy.insecure)
  }
}
