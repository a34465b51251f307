// Bytes to a terminal that may not be reading.
#define _GNU_SOURCE 1
#include "CTerminal.h"
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <termios.h>
#include <unistd.h>

int ct_memory_file(void) { return memfd_create("screen", MFD_CLOEXEC); }

void ct_replace(int descriptor, int by) { dup3(by, descriptor, O_CLOEXEC); }

int ct_open_again(int descriptor) {
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  // Its own open file: a flag set on it does not reach the shell, which shares the old one.
  int own = open(path, O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  return own >= 0 ? own : fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
}

long ct_write(int descriptor, const void *bytes, size_t length) {
  // Another thread ends the program while this one draws: that would land on the shell's screen.
  if (is_dying_now()) {
    errno = EAGAIN;
    return -1;
  }
  return write_at_once(descriptor, bytes, length);
}

long write_at_once(int descriptor, const void *bytes, size_t length) {
  int flags = fcntl(descriptor, F_GETFL);
  if (flags < 0) return -1;
  bool is_shared = !(flags & O_NONBLOCK);
  if (is_shared) fcntl(descriptor, F_SETFL, flags | O_NONBLOCK);
  long count = write(descriptor, bytes, length);
  int kept = errno;
  if (is_shared) fcntl(descriptor, F_SETFL, flags);
  errno = kept;
  return count;
}

void ct_drop_output(int descriptor) { tcflush(descriptor, TCOFLUSH); }

bool ct_size(int descriptor, int *columns, int *rows) {
  struct winsize size;
  if (ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
    return false;
  *columns = size.ws_col;
  *rows = size.ws_row;
  return true;
}
