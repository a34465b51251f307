internal import ArgumentParser
internal import BenchCore
internal import PlanFile
internal import Reports
internal import RunStore

/// One measured run on the command line: with the dashboard in a terminal, else with plain lines.
struct RunExecution {
  let draft: PlanDraft
  let options: RunOptions

  func run() throws {
    let planned = draft.filled
    let points = planned.isSweep ? planned.points : []
    let results = draft.output.map { output in
      [output, OutputNaming.journalPath(forResult: output)]
        + points.map { OutputNaming.path(forResult: output, point: $0) }
    }
    try options.gate.checkReport(beside: results ?? [])
    if options.opensDashboard {
      let plan = try plan()
      try DashboardProgram(
        start: DashboardStart(plan: plan, output: draft.output, opening: .start, isRun: true),
        options: options
      ).run()
      return
    }
    let progress = ProgressPrinter(isQuiet: options.quiet)
    let signals = SignalSource()
    let mailbox = Mailbox<RunMessage>()
    let live = LiveRun(plan: try plan(), output: draft.output, policy: options.policy) {
      mailbox.post($0, rings: $0.isUrgent)
    }
    var headless = HeadlessRun(live: live, mailbox: mailbox, signals: signals, progress: progress)
    let ending = headless.wait()
    try RunConclusion(
      ending: ending, gate: options.gate,
      again: RunConclusion.sameCommand(output: draft.output)
    ).tell()
  }

  private func plan() throws -> Plan { try options.connection.plan(of: draft) }
}
