internal import Canvas

/// A picture with everything that a terminal has to show.
enum TestPicture {
  static let palette = Palette(
    ink: { ink in
      let hues: [UInt32] = [
        0xDCDC_DC, 0x8080_90, 0x5050_60, 0xFFFF_FF, 0x50C8_FF, 0x60D0_60, 0xF0C0_40, 0xFF50_50,
        0x61AF_EF, 0xE5C0_7B, 0xC678_DD, 0x56B6_C2, 0x98C3_79, 0xE06C_75, 0xD19A_66, 0xABB2_BF,
      ]
      return RGB(hex: hues[Int(ink.rawValue)])
    },
    paper: { RGB(hex: [0x101018, 0x202030, 0x303060][Int($0.rawValue)]) })

  static func draw(size: Size, glyphs: GlyphSet, step: Int) -> Canvas {
    var canvas = Canvas(size: size, glyphs: glyphs)
    let area = canvas.bounds
    canvas.put("picture \(step) of \(size.width)x\(size.height)", Style(.title), in: area)
    for paper in Paper.allCases {
      var column = 0
      for ink in Ink.allCases {
        column = canvas.put(
          "\(ink) ", Style(ink, on: paper), x: column, y: 2 + Int(paper.rawValue), in: area)
      }
    }
    var column = 0
    for (name, attributes) in [
      ("bold", Style.Attributes.bold), ("dim", .dim), ("underline", .underline),
      ("reverse", .reverse), ("all", [.bold, .dim, .underline, .reverse]),
    ] {
      column =
        canvas.put(name, Style(.text, on: .base, attributes), x: column, y: 6, in: area) + 1
    }
    canvas.put("wide 漢字 한글 marks e\u{301} o\u{308}\u{304} end", y: 8, in: area)
    canvas.put("µ – ▁▂▃▄▅▆▇█ ⣀⣤⣶⣿ ─│┌┐└┘", Style(.accent), y: 9, in: area)
    // A wide character that wanders from column to column.
    canvas.put("漢", Style(.good, on: .raised), x: step % 8, y: 10, in: area)
    // A mistake: a character that is wider than its cell must not shift what is behind it.
    canvas[0, 12] = Cell("漢")
    canvas[1, 12] = Cell("x")
    canvas.put("last", y: area.height - 1, in: area)
    canvas.putTrailing(Line("corner", Style(.bad)), y: area.height - 1, in: area)
    return canvas
  }
}
