internal import BenchCore
internal import CurlKit

/// The loop that measures: starts requests, waits for sockets, takes completions, in that order.
///
/// Everything here belongs to one thread. The path of a request is short: a free slot, a prepared
/// request, `TransferLoop.start`; then its completion, moved to the judge as it is.
///
///     take commands → start what may start → poll → take completions → publish when due
///
/// `poll` waits no longer than until the next request is due in the open model.
struct EngineThread {
  private let configuration: EngineConfiguration
  private let mailbox: EngineMailbox
  private let clock: EngineClock

  init(configuration: EngineConfiguration, mailbox: EngineMailbox) {
    self.configuration = configuration
    self.mailbox = mailbox
    clock = EngineClock(zero: configuration.zero)
  }

  /// Runs until the mailbox says `close`.
  func run() {
    let transfers = TransferLoop(expectedConcurrency: configuration.concurrency)
    mailbox.attach(transfers.waker)
    let judge = JudgeThread(configuration: configuration) { [mailbox] in mailbox.wake() }
    var work = EngineWork(configuration: configuration, clock: clock)
    var isClosing = false
    while !isClosing || work.isBusy {
      for command in mailbox.take() {
        switch command {
        case .run(let job): work.enqueue(job)
        case .pause: work.pause()
        case .resume: work.resume()
        case .stop: work.isStopped = true
        case .close: isClosing = true
        }
      }
      if isClosing && !work.isBusy { break }
      work.step(transfers, judge)
      _ = transfers.poll(
        timeout: work.isBusy ? .milliseconds(50) : .seconds(60), until: work.nextDue)
    }
    mailbox.attach(nil)
    judge.close()
  }
}
