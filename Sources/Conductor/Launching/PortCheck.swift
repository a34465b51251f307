internal import BenchCore
internal import CurlKit

/// Finds out whether somebody listens where a server is about to be launched.
enum PortCheck {
  /// Why nothing can be launched for this address; nil where it is free.
  static func refusal(_ url: String, tls: TLSPolicy) async -> String? {
    let request = HTTPRequest(
      url: url, timeout: .seconds(2), connectTimeout: .seconds(1), tls: TLSOptions(tls),
      responseLimit: 1 << 16)
    let result = await HTTPClient().send(request)
    switch result.error?.kind {
    case .connect, .dns, .unsupported, .aborted: return nil
    case .timeout where result.status == nil && result.stamps.firstByte == nil:
      // Nobody refused and nobody answered: a firewall, or a server that is stuck.
      return nil
    case .none, .timeout, .reset, .truncated, .tls, .malformed, .tooLarge, .other:
      return "somebody answers on \(Redaction.url(url)) already, so that it cannot be launched "
        + "there: stop that server, leave `launch` out to measure it, or give both another port"
    }
  }
}
