/// Sets words in lines.
enum SampleText {
  /// Sets as many lines as fit into the frame, justified, and moves the frame's top below them.
  ///
  /// Returns the words that are left over.
  static func set(
    _ words: ArraySlice<Substring>, in frame: inout SampleStyle.Frame, style: SampleStyle,
    indent: Double = 0, on canvas: SampleCanvas
  ) -> ArraySlice<Substring> {
    var rest = words
    let space = canvas.width(of: " ", face: style.body, size: style.size)
    var indent = indent
    while !rest.isEmpty, frame.height >= style.leading {
      let available = frame.width - indent
      var used = 0.0
      var end = rest.startIndex
      while end < rest.endIndex {
        let width = canvas.width(of: rest[end], face: style.body, size: style.size)
        let wanted = end == rest.startIndex ? width : used + space + width
        if end > rest.startIndex, wanted > available { break }
        used = wanted
        end += 1
      }
      let line = rest[rest.startIndex..<end]
      rest = rest[end...]
      let stretch =
        rest.isEmpty || line.count < 2 ? 0 : (available - used) / Double(line.count - 1)
      write(
        line, x: frame.x + indent, y: frame.y + style.size, gap: space + stretch, style: style,
        on: canvas)
      advance(&frame, by: style.leading)
      indent = 0
    }
    return rest
  }

  /// Takes a strip off the top of the frame.
  static func advance(_ frame: inout SampleStyle.Frame, by height: Double) {
    frame.y += height
    frame.height -= height
  }

  /// The longest start of the text that fits the width, cut at a word.
  static func fitted(
    _ text: String, width: Double, face: SampleCanvas.Face, size: Double, on canvas: SampleCanvas
  ) -> String {
    var words = text.split(separator: " ")
    while words.count > 1,
      canvas.width(of: Substring(words.joined(separator: " ")), face: face, size: size) > width
    {
      words.removeLast()
    }
    return words.joined(separator: " ")
  }

  private static func write(
    _ line: ArraySlice<Substring>, x: Double, y: Double, gap: Double, style: SampleStyle,
    on canvas: SampleCanvas
  ) {
    var x = x
    for word in line {
      canvas.text(word, x: x, y: y, face: style.body, size: style.size)
      x += canvas.width(of: word, face: style.body, size: style.size) + gap
    }
  }
}
