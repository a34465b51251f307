import Testing

@testable import DockerKit

private let badRecipes: [(change: @Sendable (inout ContainerRecipe) -> Void, word: String)] = [
  ({ $0.image = "" }, "image"), ({ $0.image = "a b" }, "image"),
  ({ $0.image = "--privileged" }, "image"), ({ $0.name = "x" }, "name"),
  ({ $0.name = "-x" }, "name"), ({ $0.name = "a/b" }, "name"),
  ({ $0.ports = [PortRecipe(0)] }, "0 is no port"),
  ({ $0.ports = [PortRecipe(80, host: 70000)] }, "70000 is no port"),
  ({ $0.ports = [PortRecipe(80, host: 8080), PortRecipe(81, host: 8080)] }, "twice"),
  ({ $0.mounts = [MountRecipe("./models", at: "/m")] }, "./models"),
  ({ $0.mounts = [MountRecipe("/models", at: "m")] }, "absolute"),
  ({ $0.mounts = [MountRecipe("a", at: "/m"), MountRecipe("b", at: "/m")] }, "two volumes"),
  ({ $0.memory = 1000 }, "6 MiB"), ({ $0.cpus = 0 }, "processors"),
  ({ $0.cpus = .nan }, "processors"), ({ $0.sharedMemory = 0 }, "shared memory"),
  ({ $0.gpus = .devices([]) }, "GPU"), ({ $0.gpus = .devices(["0,1"]) }, "GPU"),
  ({ $0.environment = ["": "x"] }, "variable"), ({ $0.environment = ["A=": "x"] }, "variable"),
  ({ $0.environment = ["A": "\u{0}"] }, "NUL"),
]

@Suite("A recipe is looked over before an engine is asked")
struct RecipeProblemTests {
  @Test("a good one has no problems")
  func good() {
    var recipe = ContainerRecipe(image: "host:5000/team/app:1.2", name: "slimgest-benchmark")
    recipe.ports = [PortRecipe(7670, host: 7670), PortRecipe(7671, host: 7671), PortRecipe(1)]
    recipe.mounts = [MountRecipe("/models", at: "/app/models"), MountRecipe("cache", at: "/c")]
    recipe.environment = ["A": "b"]
    recipe.memory = 6 << 20
    recipe.cpus = 0.5
    recipe.gpus = .devices(["0", "GPU-8a56a4bc"])
    #expect(recipe.problems == [])
  }

  @Test("a bad one is told what is wrong", arguments: badRecipes.indices)
  func bad(_ index: Int) {
    var recipe = ContainerRecipe(image: "slimgest", name: "good")
    badRecipes[index].change(&recipe)
    #expect(recipe.problems.count == 1)
    #expect(recipe.problems.first?.contains(badRecipes[index].word) == true, "\(recipe.problems)")
  }

  @Test(
    "an image's name has a repository and a tag",
    arguments: [
      ("slimgest", "slimgest", "latest"), ("debian:bookworm-slim", "debian", "bookworm-slim"),
      ("host:5000/team/app", "host:5000/team/app", "latest"),
      ("host:5000/app:1", "host:5000/app", "1"), ("app@sha256:ab", "app", "sha256:ab"),
      ("host:5000/app:1@sha256:ab", "host:5000/app", "sha256:ab"),
    ])
  func imageName(_ text: String, _ repository: String, _ tag: String) throws {
    let name = try #require(ImageName(text))
    #expect(name.repository == repository)
    #expect(name.tag == tag)
  }

  @Test("no image's name", arguments: ["", "a b", "-a", "a:", ":a", "é", "a\u{0}"])
  func noImageName(_ text: String) {
    #expect(ImageName(text) == nil)
  }
}
