/* The server that load generators are measured against: as little work as a server can do.
 *
 *     sink [--port N] [--wait-ms N]
 *
 * HTTP/1.1 over one epoll thread on 127.0.0.1. It reads exactly Content-Length bytes of every
 * request, throws them away, and answers a small JSON of the document contract over a connection
 * that stays open. With --wait-ms it holds every POST's answer back by exactly that long, counted
 * from the body's last byte, by a timer of the kernel's (no polling, so no rounding to
 * milliseconds). `elapsed_seconds` in the answer is the server's own time from the head of the
 * request to the moment the answer is written.
 *
 *     GET /         ready
 *     GET /count    {"requests":N}: POSTs answered so far
 *     POST anything the contract's answer, one page
 *
 * --port 0 takes any free port; "listening on http://127.0.0.1:PORT" is printed either way.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

enum { HEAD_LIMIT = 16 * 1024, READ_SIZE = 256 * 1024, EVENTS = 256 };

/* What an epoll event belongs to; both kinds of descriptor of a connection point to it. */
struct connection;
struct watch {
  struct connection *owner;
  bool is_timer;
};

struct connection {
  int fd, timer;
  struct watch on_socket, on_timer;
  char head[HEAD_LIMIT];
  size_t head_length;
  uint64_t body_left;
  int64_t started_ns;
  bool in_body, is_post, wants_count, close_after, waiting, dead;
  struct connection *next_dead;
};

static int loop_fd;
static int64_t wait_ns;
static uint64_t answered;
static char discard[READ_SIZE];
static struct connection *dead_list;

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void fail(const char *what) {
  fprintf(stderr, "sink: %s: %s\n", what, strerror(errno));
  exit(1);
}

/* Frees after the current batch of events, which may still point here. */
static void finish(struct connection *c) {
  if (c->dead) return;
  c->dead = true;
  close(c->fd);
  if (c->timer >= 0) close(c->timer);
  c->next_dead = dead_list;
  dead_list = c;
}

static void bury(void) {
  while (dead_list) {
    struct connection *c = dead_list;
    dead_list = c->next_dead;
    free(c);
  }
}

/* Answers are far smaller than a socket buffer, so one send either takes all or the peer is gone. */
static bool reply(struct connection *c, const char *status, const char *body) {
  char out[1024];
  int n = snprintf(out, sizeof out,
                   "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n"
                   "Connection: %s\r\n\r\n%s",
                   status, strlen(body), c->close_after ? "close" : "keep-alive", body);
  if (send(c->fd, out, (size_t)n, MSG_NOSIGNAL) != n || c->close_after) {
    finish(c);
    return false;
  }
  return true;
}

static bool answer(struct connection *c) {
  char body[512];
  c->in_body = c->waiting = false;
  if (c->is_post) {
    double seconds = (double)(now_ns() - c->started_ns) / 1e9;
    answered += 1;
    snprintf(body, sizeof body,
             "{\"total_pages_processed\":1,\"total_pdfs\":1,\"elapsed_seconds\":%.9f,"
             "\"results\":[{\"pdf_path\":\"sink.pdf\",\"pages_processed\":1,\"ocr_text\":\"\","
             "\"raw_ocr_results\":[\"\"],\"pages\":[{\"page\":1,\"width\":1,\"height\":1,"
             "\"dpi\":72,\"text\":\"\"}]}]}",
             seconds);
  } else if (c->wants_count) {
    snprintf(body, sizeof body, "{\"requests\":%llu}", (unsigned long long)answered);
  } else {
    snprintf(body, sizeof body,
             "{\"status\":\"ok\",\"message\":\"sink\",\"models_loaded\":true}");
  }
  return reply(c, "200 OK", body);
}

/* The request is whole: answer now, or when the timer says so. */
static bool complete(struct connection *c) {
  if (!c->is_post || wait_ns == 0) return answer(c);
  if (c->timer < 0) {
    c->timer = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = &c->on_timer};
    if (c->timer < 0 || epoll_ctl(loop_fd, EPOLL_CTL_ADD, c->timer, &e) < 0) fail("timer");
  }
  struct itimerspec at = {.it_value = {wait_ns / 1000000000, wait_ns % 1000000000}};
  if (timerfd_settime(c->timer, 0, &at, NULL) < 0) fail("timer");
  c->waiting = true;
  return true;
}

/* Value of a header in the head, or NULL; names are matched at line starts only. */
static const char *header(const char *head, const char *name) {
  size_t length = strlen(name);
  for (const char *line = strstr(head, "\r\n"); line; line = strstr(line, "\r\n")) {
    line += 2;
    if (strncasecmp(line, name, length) == 0 && line[length] == ':') {
      line += length + 1;
      while (*line == ' ' || *line == '\t') line++;
      return line;
    }
  }
  return NULL;
}

/* Reads the head's facts; false when the connection is over. */
static bool begin(struct connection *c) {
  c->is_post = strncmp(c->head, "POST ", 5) == 0;
  c->wants_count = strncmp(c->head, "GET /count", 10) == 0;
  const char *connection = header(c->head, "Connection");
  bool keep = connection && strncasecmp(connection, "keep-alive", 10) == 0;
  bool closes = connection && strncasecmp(connection, "close", 5) == 0;
  const char *line_end = strstr(c->head, "\r\n");
  bool http10 = line_end && line_end - c->head > 8 && strncmp(line_end - 8, "HTTP/1.0", 8) == 0;
  c->close_after = closes || (http10 && !keep);
  if (header(c->head, "Transfer-Encoding")) {
    c->close_after = true;
    return reply(c, "411 Length Required", "{\"detail\":\"Content-Length is needed\"}");
  }
  const char *length = header(c->head, "Content-Length");
  c->body_left = length ? strtoull(length, NULL, 10) : 0;
  c->in_body = true;
  const char *expects = header(c->head, "Expect");
  if (expects && strncasecmp(expects, "100-continue", 12) == 0) {
    static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
    if (send(c->fd, go_on, sizeof go_on - 1, MSG_NOSIGNAL) < 0) {
      finish(c);
      return false;
    }
  }
  return true;
}

/* Takes what has arrived of heads and bodies; false when the connection is over. */
static bool consume(struct connection *c) {
  while (!c->waiting) {
    if (c->in_body) {
      if (c->body_left > 0) {
        size_t most = c->body_left < READ_SIZE ? (size_t)c->body_left : READ_SIZE;
        ssize_t n = recv(c->fd, discard, most, 0);
        if (n < 0 && (errno == EAGAIN || errno == EINTR)) return true;
        if (n <= 0) {
          finish(c);
          return false;
        }
        c->body_left -= (uint64_t)n;
      }
      if (c->body_left == 0 && !complete(c)) return false;
      continue;
    }
    char *end = c->head_length ? memmem(c->head, c->head_length, "\r\n\r\n", 4) : NULL;
    if (!end) {
      if (c->head_length == HEAD_LIMIT - 1) {
        c->close_after = true;
        return reply(c, "431 Request Header Fields Too Large", "{\"detail\":\"head too large\"}");
      }
      ssize_t n = recv(c->fd, c->head + c->head_length, HEAD_LIMIT - 1 - c->head_length, 0);
      if (n < 0 && (errno == EAGAIN || errno == EINTR)) return true;
      if (n <= 0) {
        finish(c);
        return false;
      }
      if (c->head_length == 0) c->started_ns = now_ns();
      c->head_length += (size_t)n;
      c->head[c->head_length] = '\0';
      continue;
    }
    /* Bytes after the head are the start of the body, or of the next request. */
    size_t head_size = (size_t)(end + 4 - c->head), rest = c->head_length - head_size;
    char first_of_rest = end[4];
    end[4] = '\0';
    if (!begin(c)) return false;
    end[4] = first_of_rest;
    size_t of_body = rest < c->body_left ? rest : (size_t)c->body_left;
    c->body_left -= of_body;
    c->head_length = rest - of_body;
    memmove(c->head, c->head + head_size + of_body, c->head_length);
    c->head[c->head_length] = '\0';
  }
  return true;
}

static void accept_all(int listener) {
  for (;;) {
    int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd < 0) return;
    int on = 1;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct connection *c = calloc(1, sizeof *c);
    if (!c) fail("memory");
    c->fd = fd;
    c->timer = -1;
    c->on_socket = (struct watch){c, false};
    c->on_timer = (struct watch){c, true};
    struct epoll_event e = {.events = EPOLLIN | EPOLLRDHUP, .data.ptr = &c->on_socket};
    if (epoll_ctl(loop_fd, EPOLL_CTL_ADD, fd, &e) < 0) fail("epoll");
  }
}

static long option_number(const char *text, long highest) {
  char *end;
  long value = strtol(text, &end, 10);
  if (*text == '\0' || *end != '\0' || value < 0 || value > highest) {
    fprintf(stderr, "sink: not a number from 0 to %ld: %s\n", highest, text);
    exit(64);
  }
  return value;
}

int main(int argc, char **argv) {
  long port = 0;
  for (int i = 1; i < argc; i += 2) {
    if (i + 1 < argc && strcmp(argv[i], "--port") == 0) {
      port = option_number(argv[i + 1], 65535);
    } else if (i + 1 < argc && strcmp(argv[i], "--wait-ms") == 0) {
      wait_ns = (int64_t)option_number(argv[i + 1], 600000) * 1000000;
    } else {
      fprintf(stderr, "usage: sink [--port N] [--wait-ms N]\n");
      return 64;
    }
  }
  signal(SIGPIPE, SIG_IGN);
  int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  int on = 1;
  struct sockaddr_in address = {.sin_family = AF_INET,
                                .sin_port = htons((uint16_t)port),
                                .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  if (listener < 0 || setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0 ||
      bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 1024) < 0 ||
      getsockname(listener, (struct sockaddr *)&address, &size) < 0)
    fail("listen");
  loop_fd = epoll_create1(EPOLL_CLOEXEC);
  struct epoll_event e = {.events = EPOLLIN, .data.ptr = NULL};
  if (loop_fd < 0 || epoll_ctl(loop_fd, EPOLL_CTL_ADD, listener, &e) < 0) fail("epoll");
  printf("listening on http://127.0.0.1:%d\n", ntohs(address.sin_port));
  fflush(stdout);

  for (;;) {
    struct epoll_event events[EVENTS];
    int n = epoll_wait(loop_fd, events, EVENTS, -1);
    if (n < 0 && errno != EINTR) fail("epoll");
    for (int i = 0; i < n; i++) {
      struct watch *watch = events[i].data.ptr;
      if (!watch) {
        accept_all(listener);
        continue;
      }
      struct connection *c = watch->owner;
      if (c->dead) continue;
      if (watch->is_timer) {
        uint64_t expirations;
        if (read(c->timer, &expirations, sizeof expirations) > 0 && c->waiting && answer(c))
          consume(c);
      } else if (c->waiting) {
        /* A client that leaves during the wait; level-triggered events would spin on it. */
        if (events[i].events & (EPOLLHUP | EPOLLERR | EPOLLRDHUP)) finish(c);
      } else {
        consume(c);
      }
    }
    bury();
  }
}
