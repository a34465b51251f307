import CurlKit
import Foundation
import Testing

/// Against `openssl s_server`, which shares no code with us, with an authority made for the test.
@Suite("TLS", .timeLimit(.minutes(1)), .enabled(if: OpenSSL.isInstalled, "openssl is missing"))
struct TLSTests {
  @Test("trusts the authority it was given, and measures the handshake")
  func trusted() throws {
    let server = try OpenSSL()
    defer { server.stop() }
    let loop = TransferLoop(expectedConcurrency: 1)
    let tls = TLSOptions(caFile: server.authority)
    let result = try loop.run(HTTPRequest(url: server.url(host: "127.0.0.1"), tls: tls))
    #expect(result.error == nil)
    #expect(result.status == 200)
    #expect(result.text.contains("TLS"))
    #expect(result.phases.connect > 0)
    #expect(result.phases.tls > 0)
  }

  @Test("refuses an unknown authority, unless told to accept anything, whichever came first")
  func unknown() throws {
    let server = try OpenSSL()
    defer { server.stop() }
    let loop = TransferLoop(expectedConcurrency: 1)
    let url = server.url(host: "127.0.0.1")
    let known = TLSOptions(caFile: server.authority)
    let insecure = TLSOptions(insecure: true)
    for (tls, kind) in [
      (TLSOptions(), TransferError.Kind.tls), (insecure, nil), (TLSOptions(), .tls), (known, nil),
      (TLSOptions(), .tls),
    ] {
      let result = try loop.run(HTTPRequest(url: url, tls: tls))
      #expect(result.error?.kind == kind, "\(tls): \(String(describing: result.error))")
      #expect((result.status == nil) == (kind != nil))
    }
  }

  @Test("refuses a certificate for another name")
  func otherName() throws {
    let server = try OpenSSL()
    defer { server.stop() }
    let request = HTTPRequest(
      url: server.url(host: "localhost"), tls: TLSOptions(caFile: server.authority))
    let result = try TransferLoop(expectedConcurrency: 1).run(request)
    #expect(result.error?.kind == .tls)
  }

  @Test("says when the file of authorities cannot be read")
  func missingFile() throws {
    let server = try OpenSSL()
    defer { server.stop() }
    let request = HTTPRequest(
      url: server.url(host: "127.0.0.1"), tls: TLSOptions(caFile: "/nonexistent.pem"))
    let result = try TransferLoop(expectedConcurrency: 1).run(request)
    #expect(result.error?.kind == .tls)
    #expect(result.error?.message.contains("/nonexistent.pem") == true)
  }
}

/// A running `openssl s_server` with a certificate for 127.0.0.1 and a private authority.
private final class OpenSSL {
  static let isInstalled = access("/usr/bin/openssl", X_OK) == 0

  private let folder: URL
  private let output: UnsafeMutablePointer<FILE>
  private let process: pid_t
  private let port: Int

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let script = """
      set -e
      cd '\(folder.path)'
      new="-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes"
      openssl req -x509 $new -keyout ca.key -out ca.pem -subj '/CN=Test authority'
      openssl req $new -keyout s.key -out s.csr -subj /CN=t
      echo subjectAltName=IP:127.0.0.1 > names
      openssl x509 -req -in s.csr -CA ca.pem -CAkey ca.key -out s.pem -extfile names
      echo PID $$
      exec openssl s_server -accept 127.0.0.1:0 -cert s.pem -key s.key -www
      """
    output = try #require(popen("exec 2>\(folder.path)/log </dev/null; \(script)", "r"))
    // It says "ACCEPT 127.0.0.1:port" when it is ready.
    var line = [CChar](repeating: 0, count: 1000)
    var process: pid_t?
    var port: Int?
    while port == nil, fgets(&line, Int32(line.count), output) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
      if let match = text.firstMatch(of: /PID (\d+)/) { process = pid_t(match.1) }
      if let match = text.firstMatch(of: /ACCEPT .*:(\d+)/) { port = Int(match.1) }
    }
    self.process = try #require(process, "openssl made no certificate")
    self.port = try #require(port, "openssl s_server did not start")
  }

  var authority: String { folder.appending(path: "ca.pem").path }

  func url(host: String) -> String { "https://\(host):\(port)/" }

  func stop() {
    // Test threads block SIGTERM, and a child inherits that.
    kill(process, SIGKILL)
    pclose(output)
    try? FileManager.default.removeItem(at: folder)
  }
}
