import Canvas
import Testing

@testable import Dashboard

/// One table gives keys their meaning, the hints and the help.
@Suite
struct KeyTableTests {
  @Test("No key means two things in one context", arguments: KeyContext.allCases)
  func unique(context: KeyContext) {
    let keys = KeyTable.bindings(in: context).flatMap(\.keys)
    let repeated = Set(keys.filter { key in keys.count { $0 == key } > 1 })
    #expect(repeated.isEmpty)
  }

  @Test("There is a way out of every context", arguments: KeyContext.allCases)
  func wayOut(context: KeyContext) {
    #expect(KeyTable.command(for: .control("c"), in: context) == .end)
  }

  @Test("Every key is told what it does, or is named by its counterpart that is told")
  func told() {
    for binding in KeyTable.bindings {
      let counterpart = KeyTable.bindings.contains {
        $0.contexts == binding.contexts && $0.name != binding.name && !$0.help.isEmpty
          && $0.name.contains(binding.name)
      }
      #expect(
        !binding.name.isEmpty && (counterpart || !binding.help.isEmpty), "\(binding.command)")
    }
  }

  @Test("The help tells every command that any screen has")
  func help() throws {
    var state = try #require(Scene.all.first { $0.name == "running" })
      .state(Size(width: 200, height: 60))
    Scene.press([.character("?")], &state)
    let text = view(state).plainText
    for binding in KeyTable.bindings
    where !binding.contexts.isSubset(of: [.question, .export]) && !binding.help.isEmpty {
      #expect(text.contains(binding.help), "\(binding.help)")
    }
  }

  @Test("The tabs' numbers are the keys that open them")
  func tabs() {
    for screen in Screen.allCases {
      let key = Key.character(Character("\(screen.rawValue + 1)"))
      #expect(KeyTable.command(for: key, in: .corpus) == .show(screen))
    }
  }
}
