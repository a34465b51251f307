import Canvas
import Testing

struct CanvasGridTests {
  @Test("is blank outside, where setting does nothing")
  func outside() {
    var canvas = Canvas(size: Size(width: 2, height: 2))
    let before = canvas
    for (x, y) in [(-1, 0), (0, -1), (2, 0), (0, 2), (.min, .max)] {
      canvas[x, y] = Cell("a")
      #expect(canvas[x, y] == .blank)
    }
    #expect(canvas == before)
    #expect(canvas.row(-1).isEmpty && canvas.row(2).isEmpty)
    #expect(Canvas(size: Size(width: -3, height: 4)).cells.isEmpty)
  }

  @Test("fills an area, cut at the edges of the canvas and of wide characters")
  func fill() {
    var canvas = Canvas(size: Size(width: 6, height: 2))
    for y in 0..<2 { canvas.put("日本語", y: y, in: canvas.bounds) }
    canvas.fill(Rect(x: 1, y: 0, width: 4, height: 1), with: Cell("a"))
    #expect(canvas.rows == "·aaaa·\n日本語")
    canvas.fill(Rect(x: -5, y: 1, width: 100, height: 100), with: Cell("b"))
    #expect(canvas.rows == "·aaaa·\nbbbbbb")
    canvas.fill(Rect(x: 3, y: 0, width: 0, height: 9), with: Cell("c"))
    #expect(canvas.rows == "·aaaa·\nbbbbbb")
  }

  @Test("changes styles in an area only")
  func restyle() {
    var canvas = Canvas(size: Size(width: 3, height: 2))
    canvas.restyle(Rect(x: 1, y: -1, width: 9, height: 2)) { $0.paper = .raised }
    #expect(
      canvas.cells.map { $0.style.paper == .raised } == [false, true, true, false, false, false])
  }

  @Test("tells text and styles as a picture")
  func picture() {
    var canvas = Canvas(size: Size(width: 4, height: 2))
    canvas.put("ab", Style(.bad, on: .raised, .bold), x: 1, in: canvas.bounds)
    canvas.put("c", .muted, y: 1, in: canvas.bounds)
    #expect(
      canvas.picture == """
        00│·ab·│
        01│c···│
        00┊·aa·┊
        01┊b···┊
        a = bad on raised bold
        b = muted

        """)
    #expect(canvas.plainText == " ab\nc")
  }
}

struct LayoutTests {
  @Test(
    "serves fixed and minimum lengths first, then shares the rest by weight",
    arguments: [
      (10, [.fixed(3), .share(1)], [3, 7]),
      (10, [.share(1), .share(1), .share(1)], [4, 3, 3]),
      (11, [.share(1), .share(2)], [4, 7]),
      (10, [.minimum(4), .share(1)], [7, 3]),
      (10, [.fixed(4), .minimum(4), .fixed(4)], [4, 4, 2]),
      (3, [.fixed(4), .share(1), .minimum(2)], [3, 0, 0]),
      (10, [.fixed(4), .fixed(4)], [4, 4]),
      (10, [.share(0), .share(-3)], [0, 0]),
      (10, [.fixed(-4), .share(1)], [0, 10]),
      (-5, [.fixed(4), .share(1)], [0, 0]),
      (10, [], []),
    ] as [(Int, [Constraint], [Int])])
  func lengths(length: Int, constraints: [Constraint], expected: [Int]) {
    #expect(Layout.lengths(length, constraints) == expected)
  }

  @Test("sums to the whole where any part can grow, and never to more")
  func sums() {
    let kinds: [Constraint] = [.fixed(3), .minimum(2), .share(1), .share(3), .share(0)]
    for length in 0...12 {
      for first in kinds {
        for second in kinds {
          for third in kinds {
            let all = [first, second, third]
            let lengths = Layout.lengths(length, all)
            let canGrow = all.contains { part in
              if case .minimum = part { return true }
              if case .share(let weight) = part { return weight > 0 }
              return false
            }
            let sum = lengths.reduce(0, +)
            #expect(canGrow ? sum == length : sum <= length, "\(length) \(all)")
            #expect(lengths.allSatisfy { $0 >= 0 })
          }
        }
      }
    }
  }

  @Test("places parts side by side with gaps, inside the whole however small it is")
  func parts() {
    let area = Rect(x: 5, y: 2, width: 10, height: 3)
    #expect(
      area.columns([.fixed(4), .share(1)], gap: 1) == [
        Rect(x: 5, y: 2, width: 4, height: 3), Rect(x: 10, y: 2, width: 5, height: 3),
      ])
    #expect(
      area.rows([.fixed(1), .share(1)]) == [
        Rect(x: 5, y: 2, width: 10, height: 1), Rect(x: 5, y: 3, width: 10, height: 2),
      ])
    for width in 0...9 {
      let area = Rect(x: 5, y: 2, width: width, height: width)
      let parts =
        area.columns([.fixed(2), .share(1), .fixed(2)], gap: 2)
        + area.rows([.fixed(2), .share(1), .fixed(2)], gap: 2)
      #expect(parts.allSatisfy { $0.isEmpty || $0.intersection(area) == $0 })
    }
  }

  @Test("insets, rows and centred parts are never more than the whole")
  func rects() {
    let area = Rect(x: 1, y: 1, width: 5, height: 3)
    #expect(area.inset(x: 1, y: 1) == Rect(x: 2, y: 2, width: 3, height: 1))
    #expect(area.inset(x: 9, y: 9).isEmpty)
    #expect(area.row(2) == Rect(x: 1, y: 3, width: 5, height: 1))
    #expect(area.row(3).isEmpty && area.row(-1).isEmpty)
    #expect(area.centered(width: 3, height: 1) == Rect(x: 2, y: 2, width: 3, height: 1))
    #expect(area.centered(width: 99, height: 99) == area)
    #expect(area.intersection(Rect(x: 9, y: 9, width: 2, height: 2)).isEmpty)
    #expect(Rect(x: 0, y: 0, width: -1, height: 3).isEmpty)
    #expect(area.contains(x: 5, y: 3) && !area.contains(x: 6, y: 3) && !area.contains(x: 0, y: 1))
  }
}
