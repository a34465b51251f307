/// The one document and the small fields of an upload, collected from the parser's calls.
///
/// The bytes of the document are kept once. Where the length of the request is known the memory is
/// reserved in one piece before the first byte arrives; otherwise it grows by doubling. Files in
/// other fields are read past and forgotten.
package struct MultipartForm: MultipartSink, Sendable {
  package struct File: Sendable {
    /// As the client gave it: untrusted.
    package var name: String
    package var bytes: [UInt8]
  }

  private enum Target { case nothing, document, field }

  /// The field that holds the document.
  package static let documentField = "file"

  private let fieldBytes: Int
  private let expectedBytes: Int
  private var target = Target.nothing
  private var currentName = ""
  private var currentField: [UInt8] = []

  package private(set) var document: File?
  package private(set) var fields: [String: String] = [:]

  /// - Parameter expectedBytes: the length of the whole request, if the client gave one.
  package init(limits: MultipartLimits, expectedBytes: Int?) {
    fieldBytes = limits.fieldBytes
    self.expectedBytes = min(expectedBytes ?? 0, limits.totalBytes)
  }

  /// The document's bytes and name, leaving none behind, so that they exist once.
  package mutating func takeDocument() -> File? {
    defer { document = nil }
    return document
  }

  package mutating func beginPart(_ headers: PartHeaders) throws(MultipartError) {
    currentName = headers.fieldName
    let isFile = headers.fileName != nil
    if isFile, currentName == Self.documentField {
      guard document == nil else { throw .repeatedField(name: currentName) }
      var file = File(name: headers.fileName ?? "", bytes: [])
      file.bytes.reserveCapacity(expectedBytes)
      document = file
      target = .document
    } else if isFile {
      target = .nothing
    } else {
      guard fields[currentName] == nil else { throw .repeatedField(name: currentName) }
      currentField.removeAll(keepingCapacity: true)
      target = .field
    }
  }

  package mutating func appendBody(_ bytes: UnsafeRawBufferPointer) throws(MultipartError) {
    switch target {
    case .nothing:
      break
    case .document:
      document?.bytes.append(contentsOf: bytes)
    case .field:
      guard currentField.count + bytes.count <= fieldBytes else {
        throw .fieldTooLarge(name: currentName, limit: fieldBytes)
      }
      currentField.append(contentsOf: bytes)
    }
  }

  package mutating func endPart() throws(MultipartError) {
    if target == .field {
      fields[currentName] = String(decoding: currentField, as: UTF8.self)
    }
    target = .nothing
  }
}
