/// RFC 4180 read back, written from its grammar and not from the writer.
enum CSVReader {
  struct Problem: Error {}

  static func rows(_ text: String) throws -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field = String.UnicodeScalarView()
    var scalars = text.unicodeScalars[...]
    func ended() {
      row.append(String(field))
      field = String.UnicodeScalarView()
    }
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"":
        guard field.isEmpty else { throw Problem() }
        while true {
          guard let next = scalars.popFirst() else { throw Problem() }
          if next != "\"" {
            field.append(next)
          } else if scalars.first == "\"" {
            field.append(next)
            scalars.removeFirst()
          } else {
            break
          }
        }
      case ",": ended()
      case "\r":
        guard scalars.popFirst() == "\n" else { throw Problem() }
        ended()
        rows.append(row)
        row = []
      case "\n": throw Problem()
      default: field.append(scalar)
      }
    }
    guard row.isEmpty, field.isEmpty else { throw Problem() }
    return rows
  }
}
