import Foundation
import TestSupport

@testable import DockerKit

/// An image registry with one image of one layer, on loopback, where engines ask for no TLS.
struct SmallRegistry {
  private let server: ScriptedServer
  /// Of the image's configuration, which is the image's id.
  let configDigest: String
  let manifestDigest: String

  /// The image's name without a tag; its only tag is `1.0`.
  var name: String { "127.0.0.1:\(server.port)/team/small" }

  init() throws {
    let content = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) }
    let header = TarHeader(path: Array("data".utf8), kind: .file(size: content.count), mode: 0o644)
    let layer =
      header.bytes + content + TarHeader.padding(after: content.count) + TarHeader.end
    let layerDigest = try Self.digest(layer)
    let config = [UInt8](
      (#"{"architecture":"amd64","os":"linux","config":{"Cmd":["/data"]},"#
        + #""rootfs":{"type":"layers","diff_ids":["\#(layerDigest)"]},"history":[{}]}"#).utf8)
    configDigest = try Self.digest(config)
    let kind = "application/vnd.docker.distribution.manifest.v2+json"
    let manifest = [UInt8](
      (#"{"schemaVersion":2,"mediaType":"\#(kind)","config":{"mediaType":"#
        + #""application/vnd.docker.container.image.v1+json","size":\#(config.count),"#
        + #""digest":"\#(configDigest)"},"layers":[{"mediaType":"#
        + #""application/vnd.docker.image.rootfs.diff.tar.gzip","size":\#(layer.count),"#
        + #""digest":"\#(layerDigest)"}]}"#).utf8)
    let manifestDigest = try Self.digest(manifest)
    self.manifestDigest = manifestDigest
    let files: [String: (kind: String, bytes: [UInt8])] = [
      "/v2/": ("application/json", Array("{}".utf8)),
      "/v2/team/small/manifests/1.0": (kind, manifest),
      "/v2/team/small/manifests/\(manifestDigest)": (kind, manifest),
      "/v2/team/small/blobs/\(configDigest)": ("application/octet-stream", config),
      "/v2/team/small/blobs/\(layerDigest)": ("application/octet-stream", layer),
    ]
    server = try ScriptedServer { _ in
      [
        .respond { request in
          let words = request.headText.split(separator: " ")
          guard let file = files[String(words[1])] else {
            let refusal = #"{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}"#
            return [
              .send(.answer(refusal, status: 404, headers: ["Content-Type: application/json"]))
            ]
          }
          let head =
            "HTTP/1.1 200 OK\r\nContent-Type: \(file.kind)\r\nContent-Length: \(file.bytes.count)\r\n"
            + "Docker-Distribution-Api-Version: registry/2.0\r\n"
            + "Docker-Content-Digest: \(manifestDigest)\r\n\r\n"
          return [.send([UInt8](head.utf8) + (words[0] == "HEAD" ? [] : file.bytes))]
        }, .again,
      ]
    }
  }

  private static func digest(_ bytes: [UInt8]) throws -> String {
    let file = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: file) }
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum", file]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return "sha256:" + text.prefix(64)
  }
}
