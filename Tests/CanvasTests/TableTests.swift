import Canvas
import Testing

struct TableTests {
  private let columns = [
    TableColumn(title: "name", minimum: 4),
    TableColumn(title: "cpu", alignment: .trailing, minimum: 3, priority: 1),
    TableColumn(title: "state", minimum: 5, priority: 2),
  ]
  private let rows: [[Line]] = [
    ["python", "1.94", "ready"], ["rust", "0.1", Line("failing", Style(.bad))], ["go"],
  ]

  @Test("makes columns as wide as their content, numbers at the right")
  func content() {
    #expect(
      Table(columns: columns, rows: rows).picture(26, 5) == """
        name·····cpu··state·······
        python··1.94··ready·······
        rust·····0.1··failing·····
        go························
        ··························
        """)
  }

  @Test("marks the chosen row with a paper and a marker over the whole width")
  func selection() {
    let canvas = Table(columns: columns, rows: rows, selected: 1).drawn(26, 4)
    #expect(canvas.rowText(2) == "▸·rust·····0.1··failing···")
    #expect(canvas.row(2).allSatisfy { $0.style.paper == .selected })
    #expect(canvas.row(1).allSatisfy { $0.style.paper == .base })
    // Its inks stay.
    #expect(canvas[16, 2].style == Style(.bad, on: .selected))
    for (glyphs, marker) in [(GlyphSet.block, "►"), (.ascii, ">")] {
      let table = Table(columns: columns, rows: rows, selected: 1)
      #expect(table.drawn(26, 4, glyphs)[0, 2].text == marker)
    }
  }

  @Test("underlines the header as a whole")
  func header() {
    let canvas = Table(columns: columns, rows: rows).drawn(26, 4)
    #expect(canvas.row(0).allSatisfy { $0.style == Style(.muted, [.bold, .underline]) })
    #expect(
      Table(columns: columns, rows: rows, showsHeader: false).drawn(26, 4).rowText(0).hasPrefix(
        "python"))
    // A single line is better spent on a row.
    #expect(Table(columns: columns, rows: rows).drawn(26, 1).rowText(0).hasPrefix("python"))
  }

  @Test("tells the column whose title is at a place, beside a marker and a scroll bar too")
  func titles() {
    func found(_ table: Table, height: Int = 4) -> [Int?] {
      let area = Rect(x: 3, y: 2, width: 26, height: height)
      return (0..<26).map { table.column(atX: 3 + $0, y: 2, in: area, glyphs: .braille) }
    }
    func wanted(_ gutter: Int) -> [Int?] {
      (0..<26).map { x in
        switch x - gutter {
        case 0..<6: 0
        case 8..<12: 1
        case 14..<21: 2
        default: nil
        }
      }
    }
    var table = Table(columns: columns, rows: rows)
    #expect(found(table) == wanted(0))
    table.selected = 1
    #expect(found(table) == wanted(2))
    // Two of the rows are seen.
    #expect(found(table, height: 3) == wanted(2))
    // Rows are no titles, nor is anything where none is drawn.
    let area = Rect(x: 3, y: 2, width: 26, height: 4)
    #expect(table.column(atX: 5, y: 3, in: area, glyphs: .braille) == nil)
    #expect(found(table, height: 1) == wanted(99))
    table.showsHeader = false
    #expect(found(table) == wanted(99))
  }

  @Test("leaves out columns by priority, last number first, and squeezes the rest at the end")
  func narrow() {
    func row(_ width: Int) -> String {
      Table(columns: columns, rows: rows).drawn(width, 4).rowText(1)
    }
    #expect(row(21) == "python··1.94··ready··")
    #expect(row(19) == "pyth…··1.94··ready·")
    #expect(row(17) == "pyt…··1.94··ready")
    #expect(row(16) == "python··1.94····")
    #expect(row(11) == "pyth…··1.94")
    #expect(row(9) == "python···")
    #expect(row(3) == "py…")
    #expect(row(1) == "…")
  }

  @Test("leaves out the last one of columns that matter alike")
  func ties() {
    let columns = ["a", "b", "c"].map { TableColumn(title: $0, minimum: 3, priority: 1) }
    let table = Table(columns: columns, rows: [["abc", "def", "ghi"]])
    #expect(table.drawn(12, 2).rowText(1) == "abc··def····")
  }

  @Test("cuts words down to their minimum, and numbers only if nothing else is left")
  func numbersStay() {
    let columns = [
      TableColumn(title: "a", minimum: 2),
      TableColumn(title: "b", alignment: .trailing, minimum: 2),
      TableColumn(title: "c", minimum: 2),
    ]
    let table = Table(columns: columns, rows: [["abcdef", "123456", "abcdef"]])
    #expect(table.drawn(22, 2).rowText(1) == "abcdef··123456··abcdef")
    #expect(table.drawn(18, 2).rowText(1) == "abc…··123456··abc…")
    #expect(table.drawn(14, 2).rowText(1) == "a…··123456··a…")
    #expect(table.drawn(12, 2).rowText(1) == "a…·123456·a…")
    #expect(table.drawn(9, 2).rowText(1) == "a…·12…·a…")
    #expect(table.drawn(5, 2).rowText(1) == "…·…·…")
    #expect(table.drawn(3, 2).rowText(1) == "…··")
  }

  @Test("lets columns grow into what is left, up to their maximum")
  func growth() {
    var columns = [
      TableColumn(title: "a", minimum: 1, maximum: 3, grows: true),
      TableColumn(title: "b", minimum: 1, grows: true), TableColumn(title: "c", minimum: 1),
    ]
    let row: [Line] = ["a", "b", "c"]
    #expect(Table(columns: columns, rows: [row]).drawn(16, 2).rowText(1) == "a····b·········c")
    columns[0].maximum = nil
    #expect(Table(columns: columns, rows: [row]).drawn(16, 2).rowText(1) == "a·······b······c")
  }

  @Test("cuts content at its column's maximum")
  func maximum() {
    let columns = [TableColumn(title: "a", minimum: 1, maximum: 4)]
    #expect(Table(columns: columns, rows: [["abcdef"]]).drawn(9, 2).rowText(1) == "abc…·····")
  }

  @Test("draws rules between groups and a scroll bar where rows do not fit")
  func rules() {
    let names = (0..<6).map { [Line("row \($0)")] }
    let table = Table(
      columns: [TableColumn(title: "name", minimum: 3)], rows: names, selected: 1,
      separatorsBefore: [0, 1, 3])
    #expect(
      table.picture(12, 9) == """
        ··name······
        ··row·0·····
        ────────────
        ▸·row·1·····
        ··row·2·····
        ────────────
        ··row·3·····
        ··row·4·····
        ··row·5·····
        """)
    #expect(
      table.picture(12, 5) == """
        ··name······
        ··row·0····┃
        ──────────·┃
        ▸·row·1····│
        ··row·2····│
        """)
    #expect(
      table.picture(12, 5, .ascii) == """
        ··name······
        ··row·0····#
        ----------·#
        >·row·1····:
        ··row·2····:
        """)
  }

  @Test("shows the chosen row even where rules take more lines than its offset knew of")
  func rulesAndOffset() {
    var table = Table(
      columns: [TableColumn(title: "", minimum: 3)], rows: (0..<9).map { [Line("row \($0)")] },
      selected: 3, showsHeader: false, separatorsBefore: [1, 2, 3])
    #expect(table.drawn(12, 4).rowText(2) == "▸·row·3····│")
    // Scrolled away on purpose, it stays away; and the last page is full.
    table.offset = 100
    #expect(table.drawn(12, 3).rowText(0) == "··row·6····│")
    #expect(table.drawn(12, 3).rowText(2) == "··row·8····┃")
  }

  @Test("scrolls no further than the chosen row needs, and never past the last page")
  func offsets() {
    func offset(_ row: Int, _ count: Int, _ visible: Int, _ current: Int) -> Int {
      Table.offset(showing: row, of: count, in: visible, from: current)
    }
    #expect(offset(3, 10, 5, 0) == 0)
    #expect(offset(5, 10, 5, 0) == 1)
    #expect(offset(9, 10, 5, 0) == 5)
    #expect(offset(2, 10, 5, 4) == 2)
    #expect(offset(7, 10, 5, 4) == 4)
    #expect(offset(7, 10, 5, 9) == 5)
    #expect(offset(2, 4, 5, 3) == 0)
    #expect(offset(99, 10, 5, 0) == 5)
    #expect(offset(-1, 10, 5, 3) == 0)
    #expect(offset(0, 0, 5, 3) == 0)
    #expect(offset(3, 10, 0, 3) == 0)
    for row in 0..<10 {
      for current in -2..<14 {
        let offset = offset(row, 10, 4, current)
        #expect((offset..<(offset + 4)).contains(row) && (0...6).contains(offset))
      }
    }
  }

  @Test("knows which row is at a line of the screen")
  func mouse() {
    let table = Table(
      columns: columns, rows: rows, separatorsBefore: [1])
    let area = Rect(x: 0, y: 10, width: 20, height: 5)
    #expect((9..<16).map { table.row(atY: $0, in: area) } == [nil, nil, 0, nil, 1, 2, nil])
    #expect(table.visibleRows(in: area) == 4)
  }
}
