import Testing

@testable import DockerKit

/// The expectations are those of Docker's documentation of `.dockerignore`.
@Suite("A .dockerignore")
struct IgnoreRulesTests {
  @Test(
    "tells what stays at home",
    arguments: [
      ("*/temp*", "somedir/temporary.txt", true), ("*/temp*", "somedir/temp", true),
      ("*/temp*", "temp", false), ("*/temp*", "a/b/temp", false),
      ("*/*/temp*", "somedir/subdir/temporary.txt", true), ("temp?", "tempa", true),
      ("temp?", "temp", false), ("temp?", "temp/", false), ("**/*.go", "main.go", true),
      ("**/*.go", "a/b/c/main.go", true), ("**/*.go", "main.gox", false),
      ("*.md", "README.md", true), ("*.md", "docs/README.md", false), ("docs", "docs/a/b", true),
      ("docs/", "docs/a", true), ("/docs", "docs", true), ("./docs/../docs", "docs", true),
      ("docs", "docs2", false), ("docs", "a/docs", false), ("**/docs", "a/b/docs/c", true),
      ("**/docs", "docs", true), ("a/**/z", "a/z", true), ("a/**/z", "a/b/c/z", true),
      ("a/**/z", "az", false), ("a/**", "a/b/c", true), ("a/**", "a", false),
      ("[a-c].txt", "b.txt", true), ("[a-c].txt", "d.txt", false), ("[^a-c].txt", "d.txt", true),
      ("[^a-c].txt", "b.txt", false), (#"\*.txt"#, "*.txt", true), (#"\*.txt"#, "a.txt", false),
      ("# docs", "# docs", false), ("  docs  ", "docs", true), ("é?", "éé", true), ("", "a", false),
      (".", "a", false), ("*", "anything/at/all", true), ("[a", "[a", false),
    ])
  func single(_ pattern: String, _ path: String, _ isIgnored: Bool) {
    #expect(IgnoreRules(pattern).ignores(path) == isIgnored)
  }

  @Test("the last line that matches decides")
  func exceptions() {
    let rules = IgnoreRules("*.md\n!README*.md\nREADME-secret.md\r\n")
    #expect(rules.ignores("a.md"))
    #expect(!rules.ignores("README.md"))
    #expect(rules.ignores("README-secret.md"))
    #expect(rules.hasExceptions)
    let other = IgnoreRules("*.md\nREADME-secret.md\n!README*.md")
    #expect(!other.ignores("README-secret.md"))
    let all = IgnoreRules("\u{FEFF}*\n!src/app.py\n")
    #expect(all.ignores("models/large.bin"))
    #expect(!all.ignores("src/app.py"))
    #expect(!IgnoreRules("a").hasExceptions)
  }

  @Test("no pattern takes forever")
  func hostile() {
    let pattern = String(repeating: "*a", count: 50) + "b"
    #expect(!IgnoreRules(pattern).ignores(String(repeating: "a", count: 500)))
    let folders = String(repeating: "**/", count: 50) + "b"
    #expect(!IgnoreRules(folders).ignores(String(repeating: "a/", count: 300) + "a"))
  }
}
