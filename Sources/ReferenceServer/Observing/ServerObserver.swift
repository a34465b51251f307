import Foundation

/// Who is told of every request.
struct ServerObserver: Sendable {
  let metrics = ServerMetrics()
  /// Nil where nobody asked for one.
  var log: AccessLog?
  let start = Date()
}
