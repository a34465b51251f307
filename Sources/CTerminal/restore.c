// Leaves the terminal in order when the program is killed, crashes, or calls exit().
#define _GNU_SOURCE 1
#include "CTerminal.h"
#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { RESET_CAPACITY = 512, STALL_MILLISECONDS = 100, ALTERNATE_STACK = 65536 };
enum state { LEFT, ENTERED, RESTORING };

static struct {
  bool armed;
  pid_t owner;
  int input, output;
  struct termios saved, program;
  char reset[RESET_CAPACITY];
  size_t length;
} guard;
static _Atomic int state = LEFT;
static _Atomic bool is_dying = false;
static char alternate_stack[ALTERNATE_STACK];

// Faults of the program itself: their handlers are chained even where somebody has one.
// A language's runtime may handle SIGQUIT too, by a report after which the program lives on.
static const int faults[] = {SIGILL, SIGTRAP, SIGABRT, SIGSEGV,
                             SIGBUS, SIGFPE,  SIGSYS,  SIGQUIT};
// Requests from outside: taken over only where nobody has a handler.
static const int requests[] = {SIGTERM, SIGINT,  SIGHUP,  SIGPIPE, SIGALRM,
                               SIGUSR1, SIGUSR2, SIGXCPU, SIGXFSZ};
static struct sigaction previous[NSIG];
static bool taken[NSIG];

static void write_reset(void) {
  size_t done = 0;
  int patience = 2;
  while (done < guard.length) {
    long count = write_at_once(guard.output, guard.reset + done, guard.length - done);
    if (count > 0) {
      done += (size_t)count;
    } else if (count < 0 && errno == EINTR) {
      continue;
    } else if (count < 0 && errno == EAGAIN && patience > 0) {
      struct pollfd waiting = {.fd = guard.output, .events = POLLOUT};
      poll(&waiting, 1, STALL_MILLISECONDS);
      // A terminal that reads nothing is given up what it has not read, but not its modes.
      if (--patience == 0) tcflush(guard.output, TCOFLUSH);
    } else {
      return;
    }
  }
}

static void set_modes(const struct termios *modes) {
  // In the background the terminal may only be set by somebody who does not mind SIGTTOU.
  sigset_t blocked, before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTTOU);
  pthread_sigmask(SIG_BLOCK, &blocked, &before);
  while (tcsetattr(guard.input, TCSANOW, modes) != 0 && errno == EINTR) {}
  pthread_sigmask(SIG_SETMASK, &before, NULL);
}

static void restore(void) {
  // A child between fork and exec holds a copy of all this, and no right to the terminal.
  if (!guard.armed || getpid() != guard.owner) return;
  atomic_store(&is_dying, true);
  int expected = ENTERED;
  if (atomic_compare_exchange_strong(&state, &expected, RESTORING)) {
    write_reset();
    set_modes(&guard.saved);
    atomic_store(&state, LEFT);
    return;
  }
  // Another thread is at it: dying now would cut it short.
  for (int i = 0; i < 500 && atomic_load(&state) == RESTORING; i++) poll(NULL, 0, 1);
}

static void on_fatal(int number, siginfo_t *info, void *context) {
  (void)context;
  int kept = errno;
  restore();
  bool runs_again = number == SIGSEGV || number == SIGBUS || number == SIGILL || number == SIGFPE;
  // The faulting instruction faults again, for the handler that was there before, with its own
  // context.
  if (info->si_code > 0 && runs_again) {
    sigaction(number, &previous[number], NULL);
    errno = kept;
    return;
  }
  // What was sent is sent again and arrives when this handler returns. A handler that reports a
  // fault would report and return, because no instruction faults again, and the program would live
  // on without its terminal: it gets to see only what this program sends itself, as abort() does.
  bool from_outside = info->si_code <= 0 && info->si_pid != getpid();
  if (from_outside || number == SIGQUIT) {
    signal(number, SIG_DFL);
  } else {
    sigaction(number, &previous[number], NULL);
  }
  errno = kept;
  raise(number);
}

static void take(int number, bool only_default) {
  struct sigaction action = {.sa_sigaction = on_fatal, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigfillset(&action.sa_mask);
  // Faults inside the handler must end the program, not hang it.
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) sigdelset(&action.sa_mask, faults[i]);
  if (sigaction(number, NULL, &previous[number]) != 0) return;
  bool is_default =
      !(previous[number].sa_flags & SA_SIGINFO) && previous[number].sa_handler == SIG_DFL;
  if (only_default && !is_default) return;
  taken[number] = sigaction(number, &action, NULL) == 0;
}

static void give_back(int number) {
  struct sigaction now;
  if (!taken[number]) return;
  taken[number] = false;
  if (sigaction(number, NULL, &now) == 0 && (now.sa_flags & SA_SIGINFO) &&
      now.sa_sigaction == on_fatal)
    sigaction(number, &previous[number], NULL);
}

bool ct_arm(int input, int output) {
  static bool is_registered = false;
  if (guard.armed || tcgetattr(input, &guard.saved) != 0) return false;
  guard.program = guard.saved;
  guard.input = input;
  guard.output = output;
  guard.length = 0;
  guard.owner = getpid();
  guard.armed = true;
  stack_t stack;
  // A stack that overflowed cannot run the handler.
  if (sigaltstack(NULL, &stack) == 0 && (stack.ss_flags & SS_DISABLE)) {
    stack = (stack_t){.ss_sp = alternate_stack, .ss_size = sizeof alternate_stack};
    sigaltstack(&stack, NULL);
  }
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) take(faults[i], false);
  for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) take(requests[i], true);
  ct_take_wakes();
  if (!is_registered) is_registered = atexit(restore) == 0;
  return true;
}

void ct_disarm(void) {
  if (!guard.armed) return;
  ct_give_back_wakes();
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) give_back(faults[i]);
  for (size_t i = 0; i < sizeof requests / sizeof *requests; i++) give_back(requests[i]);
  guard.armed = false;
}

bool is_dying_now(void) { return atomic_load(&is_dying); }

bool ct_set_reset(const char *bytes, size_t length) {
  if (length > sizeof guard.reset) return false;
  memcpy(guard.reset, bytes, length);
  guard.length = length;
  return true;
}

void ct_entered(void) { atomic_store(&state, ENTERED); }
void ct_left(void) { atomic_store(&state, LEFT); }

void ct_saved_modes(void) {
  set_modes(&guard.saved);
  tcflush(guard.input, TCIFLUSH);
}
void ct_keep_program_modes(void) { tcgetattr(guard.input, &guard.program); }
void ct_program_modes(void) {
  while (tcsetattr(guard.input, TCSANOW, &guard.program) != 0 && errno == EINTR) {}
}
