// Signals that do not end the program but concern its screen, as bytes in a pipe.
#define _GNU_SOURCE 1
#include "CTerminal.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static const struct {
  int number;
  char letter;
} wakes[] = {{SIGWINCH, 'W'}, {SIGCONT, 'C'}, {SIGTSTP, 'Z'}};
enum { WAKES = sizeof wakes / sizeof *wakes };

// Made once and kept: a handler that is still running may write to it.
static int ends[2] = {-1, -1};
static struct sigaction previous[WAKES];
static bool taken[WAKES];

static void on_wake(int number) {
  int kept = errno;
  for (int i = 0; i < WAKES; i++)
    if (wakes[i].number == number) (void)!write(ends[1], &wakes[i].letter, 1);
  errno = kept;
}

void ct_take_wakes(void) {
  if (ends[0] < 0 && pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return;
  sigset_t wanted;
  sigemptyset(&wanted);
  for (int i = 0; i < WAKES; i++) {
    sigaddset(&wanted, wakes[i].number);
    struct sigaction action = {.sa_handler = on_wake, .sa_flags = SA_RESTART};
    taken[i] = sigaction(wakes[i].number, NULL, &previous[i]) == 0 &&
               !(previous[i].sa_flags & SA_SIGINFO) && previous[i].sa_handler == SIG_DFL &&
               sigaction(wakes[i].number, &action, NULL) == 0;
  }
  // A parent may have started us with them blocked, as some libraries' threads do.
  pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
}

void ct_give_back_wakes(void) {
  for (int i = 0; i < WAKES; i++) {
    struct sigaction now;
    if (taken[i] && sigaction(wakes[i].number, NULL, &now) == 0 && now.sa_handler == on_wake)
      sigaction(wakes[i].number, &previous[i], NULL);
    taken[i] = false;
  }
  while (ct_next_wake() != 0) {}
}

int ct_wake_descriptor(void) { return ends[0]; }

char ct_next_wake(void) {
  char letter = 0;
  return ends[0] >= 0 && read(ends[0], &letter, 1) == 1 ? letter : 0;
}

void ct_stop(void) {
  struct sigaction standard = {.sa_handler = SIG_DFL}, before;
  sigset_t stop, mask;
  // A shell that ignores it for its children could not continue them either.
  if (sigaction(SIGTSTP, NULL, &before) != 0 || before.sa_handler == SIG_IGN) return;
  sigaction(SIGTSTP, &standard, NULL);
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
  // Group 0 is our own: a pipeline stops as a whole. Without a shell that could continue it, the
  // system ignores the signal.
  kill(0, SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGTSTP, &before, NULL);
}
