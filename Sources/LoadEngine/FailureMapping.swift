package import BenchCore
package import CurlKit

extension RequestFailure {
  /// The failure class of a transfer that has no complete answer.
  package init(_ error: TransferError) {
    let kind: FailureKind =
      switch error.kind {
      case .dns: .dns
      case .connect, .unsupported: .connect
      case .tls: .tls
      case .timeout: .timeout
      case .reset, .other: .reset
      case .truncated: .truncated
      case .tooLarge: .tooLarge
      case .aborted: .aborted
      case .malformed: .wrongShape
      }
    self.init(kind, String(error.message.prefix(Self.messageLimit)))
  }
}
