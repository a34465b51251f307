internal import CCrypto

/// SHA-256 (FIPS 180-4) and its keyed form (HMAC, RFC 2104), as OpenSSL computes them.
package enum Digest {
  /// Bytes of a digest.
  package static let length = 32

  /// Whether OpenSSL is ready, asked not to clean up when the process exits.
  ///
  /// It would free what threads that end in that moment free as well; whoever uses it first has to
  /// say so.
  private static let isReady: Bool =
    OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil) == 1

  /// The SHA-256 of some bytes.
  package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
    precondition(isReady, "OpenSSL could not be initialised")
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      let digest = SHA256(bytes, bytes.count, buffer.baseAddress)
      precondition(digest != nil, "OpenSSL has no SHA-256")
      count = length
    }
  }

  /// The HMAC-SHA-256 of some bytes: tells whether something is the same, and not what it is.
  package static func hmac(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    precondition(isReady, "OpenSSL could not be initialised")
    return [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
      let code = HMAC(
        EVP_sha256(), key, CInt(key.count), bytes, bytes.count, buffer.baseAddress, nil)
      precondition(code != nil, "OpenSSL has no HMAC")
      count = length
    }
  }

  /// Bytes in lower-case hexadecimal.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
