internal import DigestKit
internal import Foundation
internal import Glibc

/// Where a process number means something: a machine, and a namespace of process numbers on it.
///
/// Several machines may share an engine, and so may containers on one: whether a process is there
/// can only be told where it would be seen.
package struct OwnerPlace: Hashable, Sendable {
  /// The machine, by a digest of its id, else of the host's name; empty where neither is known.
  package var machine: String
  /// The namespace of process numbers, as the kernel numbers it; empty where it does not tell.
  package var namespace: String

  package init(machine: String, namespace: String) {
    self.machine = machine
    self.namespace = namespace
  }

  /// Where we are.
  package static var current: OwnerPlace {
    let id = word(ofFile: "/etc/machine-id")
    let isID = id.utf8.count == 32 && id.allSatisfy(\.isHexDigit)
    let machine = isID ? id : word(ofFile: "/proc/sys/kernel/hostname")
    return OwnerPlace(machine: digest(machine), namespace: currentNamespace)
  }

  /// Whether a process of there would be seen here; never where one of both is not known.
  package func isSame(as other: OwnerPlace) -> Bool {
    !machine.isEmpty && !namespace.isEmpty && self == other
  }

  /// machine-id(5) wants the id itself kept from others, and labels are seen by all who use the
  /// engine.
  private static func digest(_ machine: String) -> String {
    machine.isEmpty
      ? ""
      : Digest.hexadecimal(
        Array(Digest.hmac(Array("slimbench".utf8), key: Array(machine.utf8)).prefix(16)))
  }

  /// The number in `pid:[4026531836]`.
  private static var currentNamespace: String {
    var buffer = [CChar](repeating: 0, count: 128)
    let length = readlink("/proc/self/ns/pid", &buffer, buffer.count)
    guard length > 0 else { return "" }
    let text = String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.filter { ("0"..."9").contains($0) }
  }

  private static func word(ofFile path: String) -> String {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
