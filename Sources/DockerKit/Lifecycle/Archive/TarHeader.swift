/// One entry of a tar file: a ustar header, with a pax header in front where ustar has no room.
///
/// The owner is not told: an image should not depend on who built it.
struct TarHeader {
  enum Kind {
    case file(size: Int)
    case folder
    case link(to: [UInt8])
  }

  static let blockSize = 512

  /// Relative, parts separated by `/`, no `/` at the end.
  let path: [UInt8]
  let kind: Kind
  /// The permission bits.
  let mode: UInt32
  /// When it was changed last, seconds since 1970.
  var modified = 0

  /// The header's blocks; a file's bytes follow, filled up by `padding(after:)`.
  var bytes: [UInt8] {
    guard let fit = Self.split(name), link.count <= 100, size < Self.octalLimit else {
      return extendedHeader + block(name: name.prefix(100), prefix: [])
    }
    return block(name: fit.name, prefix: fit.prefix)
  }

  /// What fills a file of that size up to whole blocks.
  static func padding(after size: Int) -> [UInt8] {
    [UInt8](repeating: 0, count: (blockSize - size % blockSize) % blockSize)
  }

  /// What ends an archive: two empty blocks.
  static let end = [UInt8](repeating: 0, count: 2 * blockSize)

  /// One more than eleven octal digits can say.
  private static let octalLimit = 1 << 33

  private var name: [UInt8] {
    if case .folder = kind { return path + [UInt8(ascii: "/")] }
    return path
  }

  private var size: Int {
    if case .file(let size) = kind { return size }
    return 0
  }

  private var link: [UInt8] {
    if case .link(let target) = kind { return target }
    return []
  }

  private var type: UInt8 {
    switch kind {
    case .file: UInt8(ascii: "0")
    case .link: UInt8(ascii: "2")
    case .folder: UInt8(ascii: "5")
    }
  }

  /// A name of up to 256 bytes lies in two fields, cut at a slash.
  private static func split(
    _ name: [UInt8]
  ) -> (name: ArraySlice<UInt8>, prefix: ArraySlice<UInt8>)? {
    if name.count <= 100 { return (name[...], []) }
    // The slash at the end of a folder belongs to its name.
    let slashes = name.indices.dropLast().filter { name[$0] == UInt8(ascii: "/") }
    guard let cut = slashes.first(where: { name.count - $0 - 1 <= 100 }), (1...155) ~= cut else {
      return nil
    }
    return (name[(cut + 1)...], name[..<cut])
  }

  private func block(name: ArraySlice<UInt8>, prefix: ArraySlice<UInt8>) -> [UInt8] {
    Self.block(
      name: name, prefix: prefix, mode: mode, size: size < Self.octalLimit ? size : 0,
      modified: min(max(modified, 0), Self.octalLimit - 1), type: type, link: link.prefix(100))
  }

  /// Records of the form `LENGTH KEY=VALUE\n`, in an entry of its own.
  private var extendedHeader: [UInt8] {
    var records = Self.record("path", name)
    if link.count > 100 { records += Self.record("linkpath", link) }
    if size >= Self.octalLimit { records += Self.record("size", Array("\(size)".utf8)) }
    return Self.block(
      name: Array("pax".utf8)[...], prefix: [], mode: 0o644, size: records.count, modified: 0,
      type: UInt8(ascii: "x"), link: []) + records + Self.padding(after: records.count)
  }

  /// The length counts its own digits.
  private static func record(_ key: String, _ value: [UInt8]) -> [UInt8] {
    let rest = [UInt8](" \(key)=".utf8) + value + [10]
    var length = rest.count + 1
    while rest.count + "\(length)".utf8.count != length {
      length = rest.count + "\(length)".utf8.count
    }
    return Array("\(length)".utf8) + rest
  }

  private static func block(
    name: ArraySlice<UInt8>, prefix: ArraySlice<UInt8>, mode: UInt32, size: Int, modified: Int,
    type: UInt8, link: ArraySlice<UInt8>
  ) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: blockSize)
    func put(_ bytes: some Collection<UInt8>, at offset: Int) {
      for (position, byte) in bytes.enumerated() { block[offset + position] = byte }
    }
    func octal(_ value: Int, digits: Int) -> [UInt8] {
      let text = String(value, radix: 8)
      return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
    }
    put(name, at: 0)
    put(octal(Int(mode & 0o7777), digits: 7), at: 100)
    put(octal(0, digits: 7), at: 108)
    put(octal(0, digits: 7), at: 116)
    put(octal(size, digits: 11), at: 124)
    put(octal(modified, digits: 11), at: 136)
    put("        ".utf8, at: 148)
    block[156] = type
    put(link, at: 157)
    put("ustar\u{0}00".utf8, at: 257)
    put(prefix, at: 345)
    // The sum is over the header with its own field as blanks.
    put(octal(block.reduce(0) { $0 + Int($1) }, digits: 6) + [0, UInt8(ascii: " ")], at: 148)
    return block
  }
}
