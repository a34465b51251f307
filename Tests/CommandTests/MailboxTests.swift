import Glibc
import Testing

@testable import slimbench

/// Messages to the main thread, and the bell that wakes it.
@Suite(.timeLimit(.minutes(1)))
struct MailboxTests {
  private func isRung(_ mailbox: Mailbox<Int>) -> Bool {
    var entry = pollfd(fd: mailbox.doorbell, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) == 1
  }

  @Test("Messages come out in their order, whether they ring or not, and each once")
  func order() {
    let mailbox = Mailbox<Int>()
    for message in 0..<6 { mailbox.post(message, rings: message % 2 == 0) }
    #expect(mailbox.takeAll() == [0, 1, 2, 3, 4, 5])
    #expect(mailbox.takeAll().isEmpty)
  }

  @Test("The bell is silent for what can wait, rings for what cannot, and not after a look")
  func bell() {
    let mailbox = Mailbox<Int>()
    #expect(!isRung(mailbox))
    mailbox.post(1, rings: false)
    #expect(!isRung(mailbox))
    mailbox.post(2)
    mailbox.post(3, rings: false)
    #expect(isRung(mailbox))
    #expect(mailbox.takeAll() == [1, 2, 3])
    #expect(!isRung(mailbox))
    mailbox.post(4)
    #expect(isRung(mailbox))
  }

  @Test("Whatever many threads post arrives, and the last of it does not lie there unheard")
  func threads() async {
    let mailbox = Mailbox<Int>()
    let (threads, each) = (4, 5000)
    var taken: [Int] = []
    await withTaskGroup(of: Void.self) { group in
      for thread in 0..<threads {
        group.addTask {
          for index in 0..<each { mailbox.post(thread * each + index, rings: index % 7 == 0) }
          mailbox.post(-1)
        }
      }
      while taken.count < threads * (each + 1) {
        if isRung(mailbox) { taken += mailbox.takeAll() } else { await Task.yield() }
      }
    }
    #expect(taken.count == threads * (each + 1))
    for thread in 0..<threads {
      let own = taken.filter { $0 >= 0 && $0 / each == thread }
      #expect(own == own.sorted())
    }
  }
}
