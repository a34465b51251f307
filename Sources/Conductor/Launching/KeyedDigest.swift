internal import Crypto

/// SHA-256 keyed with a text (HMAC): tells whether something is the same, and not what it is.
enum KeyedDigest {
  /// The digest as 64 hexadecimal digits.
  static func hex(of bytes: [UInt8], key: String) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: bytes, using: SymmetricKey(data: Array(key.utf8)))
    let digits = Array("0123456789abcdef".utf8)
    let hex = code.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return String(decoding: hex, as: UTF8.self)
  }
}
