/// The documents and the small fields of an upload, collected from the parser's calls.
///
/// The bytes of a document are kept once. Where there can be only one and the length of the request
/// is known, the memory is reserved in one piece before the first byte arrives; otherwise it grows
/// by doubling. Files in
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
  private let field: String
  private let takesSeveral: Bool
  private var target = Target.nothing
  private var currentName = ""
  private var currentField: [UInt8] = []

  package private(set) var documents: [File] = []
  package private(set) var fields: [String: String] = [:]

  /// - Parameters:
  ///   - expectedBytes: the length of the whole request, if the client gave one.
  ///   - field: the form field that holds documents.
  ///   - takesSeveral: whether the field may be there more than once.
  package init(
    limits: MultipartLimits, expectedBytes: Int?, field: String = documentField,
    takesSeveral: Bool = false
  ) {
    self.field = field
    self.takesSeveral = takesSeveral
    fieldBytes = limits.fieldBytes
    self.expectedBytes = min(expectedBytes ?? 0, limits.totalBytes)
  }

  /// The first document's bytes and name, leaving none behind, so that they exist once.
  package mutating func takeDocument() -> File? {
    documents.isEmpty ? nil : documents.removeFirst()
  }

  /// The newest document; the only one unless the form takes several.
  package var document: File? { documents.last }

  package mutating func beginPart(_ headers: PartHeaders) throws(MultipartError) {
    currentName = headers.fieldName
    let isFile = headers.fileName != nil
    if isFile, currentName == field {
      guard takesSeveral || documents.isEmpty else { throw .repeatedField(name: currentName) }
      var file = File(name: headers.fileName ?? "", bytes: [])
      if !takesSeveral { file.bytes.reserveCapacity(expectedBytes) }
      documents.append(file)
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
      documents[documents.count - 1].bytes.append(contentsOf: bytes)
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
