import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What keys do to the field that has the keyboard, and which field has it.
@Suite
struct SetupTypingTests {
  private func state(_ plan: Plan = ScriptedRun.plan, output: String = "") -> DashboardState {
    DashboardState(
      size: Size(width: 80, height: 24), plan: plan, output: output,
      surroundings: Scene.surroundings)
  }

  private func field(_ id: SetupField.ID, _ keys: [Key]) -> DashboardState {
    var state = state()
    state.setup.focus(on: id)
    Scene.press(keys, &state)
    return state
  }

  @Test(
    "Whoever enters a field replaces its value by typing, or goes into it by moving the cursor",
    arguments: [
      ([.character("3")], "3"), ([.character("3"), .character("0")], "30"),
      ([.right, .character("3")], "1503"), ([.end, .character("3")], "1503"),
      ([.left, .character("3")], "3150"), ([.home, .character("3")], "3150"),
      ([.backspace], ""), ([.delete], ""), ([.control("w")], ""), ([.control("u")], ""),
      ([.right, .backspace], "15"), ([.end, .left, .delete], "15"),
    ] as [([Key], String)])
  func selection(keys: [Key], expected: String) {
    #expect(field(.dpi, keys).setup[.dpi] == expected)
  }

  @Test("A field is chosen whole however it is entered, and no longer when it is left")
  func entered() throws {
    var state = state()
    Scene.press([.down], &state)
    #expect(state.setup.focused?.isSelected == true)
    Scene.press([.tab, .backTab], &state)
    #expect(state.setup.focused?.isSelected == true)
    #expect(state.setup.fields.count { $0.isSelected } == 1)
    let row = try #require(layout(state).fields.first { state.setup.fields[$0.index].id == .dpi })
      .row
    click(row, &state)
    #expect(state.setup.focused?.id == .dpi && state.setup.focused?.isSelected == true)
    click(row, &state)
    Scene.press([.character("0")], &state)
    #expect(state.setup[.dpi] == "1500")
  }

  @Test("The chosen text is in reverse, and nothing else of the form is")
  func visible() throws {
    let state = field(.server(1), [])
    let canvas = view(state)
    let row = try #require(layout(state).fields.first { $0.index == 1 }).row
    let reverse = (0..<24).flatMap { y in
      (0..<80).filter { canvas[$0, y].style.attributes.contains(.reverse) }.map { ($0, y) }
    }
    #expect(reverse.map(\.1).allSatisfy { $0 == row.y })
    let text = reverse.map { canvas[$0.0, $0.1].text }.joined()
    #expect(text == "rust=http://localhost:7671")
  }

  @Test(
    "Numbers take no letters; what is refused changes nothing, and is told",
    arguments: [
      (SetupField.ID.files, "5"), (.concurrency, "5"), (.rounds, "5.5"), (.warmUp, "5"),
      (.seed, "5"), (.dpi, "5.5"), (.timeout, "5.5"),
    ])
  func numbers(id: SetupField.ID, text: String) {
    var state = field(id, [])
    let before = state.setup[id]
    Scene.press("axé-٣ ?q".map { .character($0) }, &state)
    #expect(state.setup[id] == before)
    #expect(state.screen == .setup && state.overlay == nil)
    #expect(state.notice?.text.hasSuffix("Esc leaves the field") == true)
    Scene.press("5.5".map { .character($0) }, &state)
    #expect(state.setup[id] == (text == "5" ? "55" : text))
  }

  @Test(
    "Esc gives back what stood in a field when it was entered, and only then leaves it",
    arguments: [SetupField.ID.server(0), .folder, .dpi, .order])
  func undo(id: SetupField.ID) {
    var state = field(id, [])
    let before = state.setup[id]
    Scene.press([.character("9"), .character("8"), .right], &state)
    #expect(state.setup[id] != before)
    #expect(line(23, state).contains("Esc undo"))
    Scene.press([.escape], &state)
    #expect(state.setup[id] == before)
    #expect(state.setup.focused?.id == id && state.setup.focused?.isSelected == true)
    Scene.press([.escape], &state)
    #expect(state.setup[id] == before && state.setup.focus == nil)
  }

  @Test("A folder that is given back is looked at again; what was left changed stays so")
  func undonePath() {
    var state = field(.folder, "pdf".map { .character($0) })
    #expect(update(&state, .input(.key(.escape))) == [.lookAtFolder("test_pdfs")])
    Scene.press([.character("9"), .down, .up, .escape], &state)
    #expect(state.setup[.folder] == "9" && state.setup.focus == nil)
  }

  @Test("Above the first field is nothing: what is typed after ↑ goes into it all the same")
  func top() {
    let state = field(.server(0), [.up, .up, .character("q")])
    #expect(state.setup[.server(0)] == "q")
  }

  @Test("What is typed at Start changes nothing, and is told to")
  func untyped() {
    var state = state()
    let before = state.setup.fields
    Scene.press([.character("x")], &state)
    #expect(state.setup.fields == before && state.setup.focus == nil && state.screen == .setup)
    #expect(state.notice?.text == "nothing is typed at Start: ↑ ↓ choose a field")
  }

  @Test("The form begins at what is wrong or missing, else at the start")
  func beginning() {
    #expect(state().setup.focus == nil)
    var plan = ScriptedRun.plan
    plan.corpus.directory = ""
    #expect(state(plan).setup.focused?.id == .folder)
    plan.servers[1].origin = .url("")
    #expect(state(plan).setup.focused?.id == .server(1))
    plan.servers = []
    #expect(state(plan).setup.focused?.id == .server(0))
  }

  @Test("The servers' label stays when the first server is removed")
  func label() {
    var state = state()
    Scene.press([.down, .control("x")], &state)
    let top = line(2, state)
    #expect(top.contains("Servers") && top.contains("rust=http://localhost:7671"))
    #expect(top.contains("baseline"))
  }

  @Test("The keys of a field are told while it has the keyboard")
  func hints() {
    var state = field(.server(0), [])
    state.size.width = 120
    let server = line(23, state)
    #expect(server.contains("^U clear") && server.contains("^X remove"))
    Scene.press([.down, .down, .down], &state)
    let number = line(23, state)
    #expect(number.contains("^U clear") && !number.contains("^X"))
  }

  @Test("On the smallest screen every field can be reached and seen, with a mark of where one is")
  func scrolling() {
    var state = state()
    state.size = Frame.minimum
    for index in state.setup.fields.indices {
      Scene.press([.down], &state)
      let layout = layout(state)
      #expect(layout.fields.contains { $0.index == index })
      #expect(layout.fields.allSatisfy { $0.row.bottom < layout.start.y })
      #expect(view(state).plainText.contains("┃"))
      #expect(view(state).plainText.contains("Enter: start"))
      #expect(view(state).plainText.contains("Servers") == (layout.fields[0].index < 2))
    }
    Scene.press([.down], &state)
    #expect(state.setup.focus == nil)
  }

  @Test("A password is seen only while its field has the keyboard")
  func password() {
    var state = field(.server(0), [])
    Scene.type("python=http://me:secret@host:1", in: .server(0), &state)
    #expect(view(state).plainText.contains("secret"))
    Scene.press([.down], &state)
    #expect(!view(state).plainText.contains("secret"))
    #expect(state.setup[.server(0)].contains("secret"))
  }

  private func line(_ y: Int, _ state: DashboardState) -> String {
    String(view(state).plainText.split(separator: "\n", omittingEmptySubsequences: false)[y])
  }

  private func layout(_ state: DashboardState) -> SetupLayout {
    SetupLayout(form: state.setup, area: SetupScreen.inner(Frame(state.size).body))
  }

  private func click(_ row: Rect, _ state: inout DashboardState) {
    let event = MouseEvent(x: row.x + 20, y: row.y, action: .press)
    Scene.tell(.input(.mouse(event)), &state)
  }
}
