import BenchCore
import Testing

/// The blocks of a schedule as its documentation pictures them: `1(02) 2(02)`; a race has `∥`.
private func picture(_ blocks: [Block]) -> String {
  blocks.map { block in
    block.lanes.map { lane in
      "\(lane.condition + 1)(\(lane.documents.map(String.init).joined()))"
    }.joined(separator: "∥")
  }.joined(separator: " ")
}

private func schedule(
  _ order: ScheduleOrder, concurrency: Int = 1, servers: Int = 2, documents: Int = 3,
  load: LoadModel = .closed, rounds: Int = 2, seed: UInt64 = 1
) -> Schedule {
  let plan = Fixture.plan(
    servers: servers, concurrencies: [concurrency], load: load, rounds: rounds, order: order,
    seed: seed)
  return Schedule(plan: plan, concurrency: concurrency, documents: documents)
}

private let openLoad = LoadModel.open(OpenLoad(ratePerSecond: 5, arrivals: .poisson))

private func all(_ schedule: Schedule) -> [Block] {
  (0..<schedule.steps).flatMap { schedule.blocks(step: $0) }
}

@Suite("A schedule")
struct ScheduleTests {
  // Document orders of seed 1, by round, from a separate implementation in Python.
  @Test("shuffles the documents anew in every round, from the seed")
  func shuffles() {
    let schedule = schedule(.interleaved, documents: 6)
    #expect(
      (0..<3).map { schedule.documentOrder(round: $0) } == [
        [2, 0, 1, 4, 5, 3], [1, 0, 4, 2, 5, 3], [1, 4, 5, 2, 3, 0],
      ])
  }

  // From the same implementation.
  @Test("is pictured as its documentation says")
  func picturesItself() {
    #expect(
      picture(all(schedule(.interleaved)))
        == "1(0) 2(0) 1(2) 2(2) 2(1) 1(1) 2(0) 1(0) 2(2) 1(2) 1(1) 2(1)")
    #expect(picture(all(schedule(.interleaved, concurrency: 4))) == "1(021) 2(021) 2(021) 1(021)")
    #expect(picture(all(schedule(.interleaved, load: openLoad))) == "1(021) 2(021) 2(021) 1(021)")
    #expect(picture(all(schedule(.sequential))) == "1(021) 1(021) 2(021) 2(021)")
    #expect(picture(all(schedule(.simultaneous))) == "1(021)∥2(021) 1(021)∥2(021)")
  }

  @Test(
    "sends every document to every condition once a round, whatever the order",
    arguments: ScheduleOrder.allCases, [1, 4])
  func isComplete(order: ScheduleOrder, concurrency: Int) {
    for servers in 1...4 {
      for documents in [1, 2, 7] {
        let schedule = schedule(
          order, concurrency: concurrency, servers: servers, documents: documents, rounds: 5)
        var counts: [[Int]: Int] = [:]
        for block in all(schedule) {
          #expect(block.phase == .measurement)
          #expect(block.concurrency == concurrency)
          for lane in block.lanes {
            for document in lane.documents {
              counts[[block.round, lane.condition, document], default: 0] += 1
            }
          }
        }
        #expect(counts.count == 5 * servers * documents)
        #expect(counts.values.allSatisfy { $0 == 1 })
        #expect(schedule.requests == counts.count)
      }
    }
  }

  @Test(
    "sends the documents of a round in one order to all conditions",
    arguments: ScheduleOrder.allCases, [1, 4])
  func isTheSameForAll(order: ScheduleOrder, concurrency: Int) {
    let schedule = schedule(order, concurrency: concurrency, servers: 3, documents: 9, rounds: 4)
    var orders: [[Int]: [Int]] = [:]
    for block in all(schedule) {
      for lane in block.lanes {
        orders[[block.round, lane.condition], default: []] += lane.documents
      }
    }
    for round in 0..<4 {
      for condition in 0..<3 {
        #expect(orders[[round, condition]] == schedule.documentOrder(round: round))
      }
    }
  }

  @Test("interleaved lets every condition go first equally often", arguments: [1, 4])
  func isFair(concurrency: Int) {
    for servers in 2...4 {
      let rounds = servers * 2
      let schedule = schedule(
        .interleaved, concurrency: concurrency, servers: servers, documents: 5, rounds: rounds)
      var firsts: [Int: Int] = [:]
      for turn in turns(schedule) { firsts[turn[0], default: 0] += 1 }
      let each = firsts.values.reduce(0, +) / servers
      #expect(firsts.values.allSatisfy { $0 == each })
      #expect(firsts.count == servers)
    }
  }

  @Test("interleaved lets every condition go first equally often on each document")
  func isFairByDocument() {
    let schedule = schedule(.interleaved, servers: 2, documents: 5, rounds: 4)
    var firsts: [[Int]: Int] = [:]
    var seen: Set<[Int]> = []
    for block in all(schedule) {
      let lane = block.lanes[0]
      guard seen.insert([block.round, lane.documents[0]]).inserted else { continue }
      firsts[[lane.documents[0], lane.condition], default: 0] += 1
    }
    #expect(firsts.count == 10)
    #expect(firsts.values.allSatisfy { $0 == 2 })
  }

  @Test("takes only the conditions of its own concurrency")
  func selectsConditions() {
    let plan = Fixture.plan(servers: 2, dpis: [100, 300], concurrencies: [1, 4])
    #expect(plan.conditions.count == 8)
    let schedule = Schedule(plan: plan, concurrency: 4, documents: 2)
    #expect(schedule.conditions == [2, 3, 6, 7])
    #expect(schedule.conditions.allSatisfy { plan.conditions[$0].concurrency == 4 })
    #expect(Schedule(plan: plan, concurrency: 2, documents: 2).blocks(step: 0) == [])
  }

  @Test(
    "takes turns on each pass with an open load, at every concurrency",
    arguments: ScheduleOrder.allCases)
  func paces(order: ScheduleOrder) {
    let single = schedule(order, servers: 3, documents: 9, load: openLoad, rounds: 4)
    let many = schedule(order, concurrency: 8, servers: 3, documents: 9, load: openLoad, rounds: 4)
    #expect(picture(all(single)) == picture(all(many)))
    #expect(all(single).allSatisfy { $0.lanes.allSatisfy { $0.documents.count == 9 } })
    #expect(single.requests == all(single).reduce(0) { $0 + $1.requests })
  }

  @Test("gives all conditions of a round the same arrivals, and every round others")
  func drawsArrivals() {
    let blocks = all(schedule(.interleaved, servers: 3, load: openLoad, rounds: 4))
    #expect(blocks.allSatisfy { $0.pace?.load == openLoad.open })
    let seeds = Dictionary(grouping: blocks, by: \.round).mapValues { Set($0.map(\.pace?.seed)) }
    #expect(seeds.values.allSatisfy { $0.count == 1 })
    #expect(Set(blocks.map(\.pace?.seed)).count == 4)
    // What shuffles the documents must not spread them as well.
    #expect(blocks.allSatisfy { $0.pace?.seed != UInt64(1 + $0.round) })
    let other = all(schedule(.interleaved, servers: 3, load: openLoad, rounds: 4, seed: 77))
    #expect(Set(other.map(\.pace?.seed)).isDisjoint(with: blocks.map(\.pace?.seed)))
    #expect(all(schedule(.interleaved)).allSatisfy { $0.pace == nil })
  }

  @Test("warms up in the closed model also where the load is open")
  func warmsUpClosed() {
    let blocks = schedule(.sequential, load: openLoad).warmUpBlocks(documents: [1])
    #expect(blocks.count == 2)
    #expect(blocks.allSatisfy { $0.pace == nil })
  }

  @Test("warms up one condition after another, before the measurement")
  func warmsUp() {
    let blocks = schedule(.simultaneous, servers: 2).warmUpBlocks(documents: [4, 2])
    #expect(picture(blocks) == "1(42) 2(42)")
    #expect(blocks.allSatisfy { $0.phase == .warmUp && $0.requests == 2 })
    #expect(schedule(.interleaved).warmUpBlocks(documents: []) == [])
  }

  @Test("of nothing has no blocks", arguments: ScheduleOrder.allCases)
  func isEmpty(order: ScheduleOrder) {
    #expect(all(schedule(order, documents: 0)) == [])
    #expect(all(schedule(order, servers: 0)) == [])
    #expect(all(schedule(order, rounds: 0)) == [])
    #expect(schedule(order).blocks(step: 1000).count <= 6)
  }

  /// The conditions in the order of their turns, one list for each time that all had one.
  private func turns(_ schedule: Schedule) -> [[Int]] {
    let order = all(schedule).map { $0.lanes[0].condition }
    return stride(from: 0, to: order.count, by: schedule.conditions.count).map {
      Array(order[$0..<$0 + schedule.conditions.count])
    }
  }
}
