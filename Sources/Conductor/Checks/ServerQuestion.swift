internal import BenchCore
internal import Contract
internal import CurlKit

/// Makes requests to a server that are not measured, of the same bytes as those that are.
struct ServerQuestion: Sendable {
  private let plan: Plan
  private let template: RequestTemplate

  /// - Parameter places: Where the DPI is said; nil for where the plan says it.
  init(plan: Plan, server: Int, url: String, places: Set<RequestShape.DPIPlacement>? = nil) {
    var spec = plan.servers[server]
    if let places { spec.request.dpiPlacement = places }
    self.plan = plan
    template = RequestTemplate(server: spec, baseURL: url, planHeaders: plan.headers)
  }

  func request(_ page: ProbePage, queryDPI: Double, formDPI: Double) -> HTTPRequest {
    request(
      page.content,
      template.bodySegments(
        documentName: page.document.name, content: page.content, dpi: formDPI), dpi: queryDPI)
  }

  func request(_ page: ProbePage, dpi: Double) -> HTTPRequest {
    request(page, queryDPI: dpi, formDPI: dpi)
  }

  /// An upload that no server of PDFs should take for work: neither its name nor its bytes are one's.
  func noPDF(dpi: Double) -> HTTPRequest {
    let content = Array("This is no PDF, it is a text.".utf8)
    return request(
      content,
      template.bodySegments(fileName: "not-a-pdf.txt", content: content, dpi: dpi), dpi: dpi)
  }

  private func request(
    _ content: [UInt8], _ segments: [[UInt8]], dpi: Double
  ) -> HTTPRequest {
    HTTPRequest(
      method: template.method, url: template.url(dpi: dpi),
      headers: template.headers(content: content), body: UploadBody(segments: segments),
      timeout: .seconds(plan.timeoutSeconds), tls: TLSOptions(plan.tls),
      responseLimit: plan.responseLimit)
  }
}
