import DockerKit
import Foundation
import ProcessKit
import Testing

@testable import Conductor

/// Whether somebody still removes a container, as its labels and this machine tell together.
struct ContainerOwnerTests {
  private let here = OwnerPlace(machine: "one", namespace: "4026531836")
  private let living: ProcessIdentity
  private let dead: ProcessIdentity
  /// Of this very place before its restart.
  private let before: ProcessIdentity

  init() throws {
    living = try #require(ProcessIdentity.current)
    // Another start is another process, and so is one of another start of the machine.
    dead = ProcessIdentity(number: living.number, start: living.start &+ 1, boot: living.boot)
    before = ProcessIdentity(number: living.number, start: living.start, boot: "another-boot")
  }

  private func standing(
    _ process: ProcessIdentity, at place: OwnerPlace?
  ) -> ContainerOwner.Standing {
    ContainerOwner(run: "r", keeper: .process(process, at: place)).standing(from: here)
  }

  private func read(_ label: String?) -> ContainerOwner? {
    var labels = [ContainerLabel.run: "r", ContainerLabel.target: "t"]
    labels["slimbench.owner"] = label
    return ContainerOwner(labels: labels)
  }

  @Test("A process of this place is there, or gone: also by a restart of the machine")
  func judged() {
    #expect(standing(living, at: here) == .owned)
    #expect(standing(dead, at: here) == .leftOver)
    #expect(standing(before, at: here) == .leftOver)
  }

  @Test("A process of another machine or namespace is not taken for dead, whatever its number is")
  func elsewhere() {
    let places = [
      OwnerPlace(machine: "two", namespace: here.namespace),
      OwnerPlace(machine: here.machine, namespace: "4026532000"),
      OwnerPlace(machine: "", namespace: here.namespace),
      OwnerPlace(machine: here.machine, namespace: ""),
    ]
    for place in places {
      for process in [living, dead, before] {
        #expect(standing(process, at: place) == .elsewhere, "\(place) \(process)")
      }
    }
    let nowhere = OwnerPlace(machine: "", namespace: "")
    let owner = ContainerOwner(run: "r", keeper: .process(dead, at: nowhere))
    #expect(owner.standing(from: nowhere) == .elsewhere, "what is not known is not the same")
  }

  @Test("A label of an older program, without a place, is judged only within this start")
  func older() {
    #expect(standing(living, at: nil) == .owned)
    #expect(standing(dead, at: nil) == .leftOver)
    #expect(standing(before, at: nil) == .elsewhere)
    let label = "\(dead.number):\(dead.start):\(dead.boot)"
    #expect(read(label)?.keeper == .process(dead, at: nil))
  }

  @Test("Labels are read as they were written")
  func labels() {
    let keepers: [ContainerOwner.Keeper] = [
      .down, .process(living, at: here), .process(dead, at: nil), .unknown,
    ]
    for keeper in keepers {
      let owner = ContainerOwner(run: "r", keeper: keeper)
      #expect(ContainerOwner(labels: owner.labels(of: "t")) == owner)
    }
    #expect(ContainerOwner(labels: [ContainerLabel.run: "r"]) == nil)
    #expect(ContainerOwner(labels: ["slimbench.owner": "kept"]) == nil)
  }

  @Test(
    "A label that is missing or damaged tells nothing",
    arguments: [
      nil, "", "x", "1:2", "a:1:boot", "1:b:boot", "0:1:boot", "-1:1:boot", "1:2:",
      "1:2:boot:machine", "1:2:boot:machine:namespace:more", "99999999999:1:boot",
    ])
  func damaged(label: String?) {
    #expect(read(label)?.keeper == .unknown)
    #expect(read(label)?.standing(from: here) == .unknown)
  }

  @Test("We know where we are, and do not give the machine's id away")
  func current() throws {
    let place = OwnerPlace.current
    #expect(place.isSame(as: .current))
    #expect(!place.namespace.isEmpty && place.namespace.allSatisfy(\.isNumber))
    let id = (try? String(contentsOfFile: "/etc/machine-id", encoding: .utf8)) ?? ""
    let word = id.trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(word.isEmpty || !place.machine.contains(word))
    #expect(ContainerOwner(run: "r", keeper: .current).standing() == .owned)
  }
}
