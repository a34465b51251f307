/// Says what is wrong with a body, where, and what stands there.
enum BodyExcerpt {
  /// Throws where the body is not UTF-8, as JSON must be.
  static func checkUTF8(_ body: [UInt8]) throws(JSONSyntaxError) {
    do throws(UTF8.ValidationError) {
      _ = try UTF8Span(validating: body.span)
    } catch {
      throw JSONSyntaxError(kind: .notUTF8, offset: error.byteOffsets.lowerBound)
    }
  }

  /// One sentence about a body that is not JSON.
  static func explain(_ error: JSONSyntaxError, in body: [UInt8]) -> String {
    if body.isEmpty { return "the answer is empty, not JSON" }
    let title = ForeignText.pageTitle(body).map { " (a page titled \"\($0)\")" } ?? ""
    let reason =
      switch error.kind {
      case .unexpected: "unexpected byte \(error.offset + 1) of \(body.count)"
      case .ended: "it ends too early, after \(body.count) bytes"
      case .tooDeep: "nested too deeply at byte \(error.offset + 1)"
      case .notUTF8: "byte \(error.offset + 1) of \(body.count) is not UTF-8"
      }
    return ForeignText.clipped(
      "the answer is not JSON\(title): \(reason), near \"\(near(error.offset, in: body))\"")
  }

  /// A few characters on both sides of a position.
  private static func near(_ offset: Int, in body: [UInt8]) -> String {
    let start = max(0, min(offset, body.count) - 24)
    let end = min(body.count, offset + 24)
    return (start > 0 ? "…" : "") + String(decoding: body[start..<end], as: UTF8.self)
      + (end < body.count ? "…" : "")
  }
}
