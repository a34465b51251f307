import PlanFile
import Testing

@Suite("A command written as one text")
struct CommandWordsTests {
  /// The words are those of `shlex.split` of Python 3.11.
  @Test(
    "is split into words as a shell splits them",
    arguments: [
      ("python -m slimgest.web", ["python", "-m", "slimgest.web"]),
      ("  a\tb\n c ", ["a", "b", "c"]),
      ("a 'b c' d", ["a", "b c", "d"]),
      (#"a "b \" c" d"#, ["a", #"b " c"#, "d"]),
      (#"a\ b c"#, ["a b", "c"]),
      ("a '' b", ["a", "", "b"]),
      (#""a"b'c'"#, ["abc"]),
      (#"'a\b'"#, [#"a\b"#]),
      (#""a\b""#, [#"a\b"#]),
    ])
  func words(text: String, words: [String]) {
    #expect(CommandWords.split(text) == words)
  }

  @Test(
    "is none where a quote or a backslash is left open, or nothing is there",
    arguments: ["a 'b", #"a "b"#, #"a \"#, "", "  \n"])
  func broken(text: String) {
    #expect(CommandWords.split(text) == nil)
  }
}
