import Canvas
import Testing

struct PanelTests {
  private let full = Panel(
    title: "Run", trailing: "ok 184", footer: "slimgest", footerTrailing: "restarts 0")

  @Test("sets four captions into its edges and leaves its inside alone")
  func captions() {
    #expect(
      full.picture(30, 3) == """
        ╭─·Run·─────────────·ok·184·─╮
        │xxxxxxxxxxxxxxxxxxxxxxxxxxxx│
        ╰─·slimgest·────·restarts·0·─╯
        """)
    #expect(
      full.picture(30, 3, .ascii) == """
        +-·Run·-------------·ok·184·-+
        |xxxxxxxxxxxxxxxxxxxxxxxxxxxx|
        +-·slimgest·----·restarts·0·-+
        """)
  }

  @Test("has round corners only where fonts have them")
  func corners() {
    #expect(
      Panel(title: []).picture(4, 3, .block) == """
        ┌──┐
        │xx│
        └──┘
        """)
  }

  @Test("is known as focused without colours: tees hold its title")
  func focused() {
    var panel = full
    panel.isFocused = true
    #expect(panel.drawn(30, 3).rowText(0) == "╭┤·Run·├────────────·ok·184·─╮")
    #expect(panel.drawn(30, 3, .ascii).rowText(0) == "+[·Run·]------------·ok·184·-+")
    #expect(panel.drawn(30, 3)[0, 0].style == Style(.accent).bold)
    #expect(full.drawn(30, 3)[0, 0].style == Style(.border))
  }

  @Test("gives plain captions its own style and leaves others theirs")
  func styles() {
    let panel = Panel(title: [Span("a"), Span("b", Style(.bad))], trailing: "c")
    let canvas = panel.drawn(20, 2)
    #expect(canvas[3, 0].style == Style(.title).bold)
    #expect(canvas[4, 0].style == Style(.bad))
    #expect(canvas[16, 0].style == .muted)
  }

  @Test("lets the title win where there is no room for both captions")
  func narrow() {
    #expect(full.drawn(20, 2).rowText(0) == "╭─·Run·───·ok·184·─╮")
    #expect(full.drawn(18, 2).rowText(0) == "╭─·Run·─·ok·184·─╮")
    #expect(full.drawn(17, 2).rowText(0) == "╭─·Run·─────────╮")
    #expect(full.drawn(8, 2).rowText(0) == "╭─·R…·─╮")
    #expect(full.drawn(6, 2).rowText(0) == "╭────╮")
    let long = Panel(title: "Run", trailing: "ok 184, failed 2")
    #expect(long.drawn(22, 2).rowText(0) == "╭─·Run·─·ok·184,·f…·─╮")
  }

  @Test("shrinks to a line and to nothing")
  func tiny() {
    #expect(full.picture(2, 2) == "╭╮\n╰╯")
    #expect(full.picture(1, 3) == "│\n│\n│")
    #expect(full.picture(12, 1) == "──·Run·─────")
    #expect(full.picture(1, 1) == "─")
    #expect(full.picture(0, 0) == "")
  }

  @Test("has an inside one cell smaller on every side, but never less than nothing")
  func inner() {
    #expect(
      full.inner(Rect(x: 3, y: 4, width: 10, height: 5)) == Rect(x: 4, y: 5, width: 8, height: 3))
    #expect(full.inner(Rect(x: 3, y: 4, width: 1, height: 0)).isEmpty)
  }
}
