// The door to ncurses: what is a macro or a mutable global there, which Swift cannot use, and
// nothing else. Only the target TerminalDriver imports it.
#pragma once

#define NCURSES_WIDECHAR 1
#include <curses.h>
#include <stdint.h>
#include <stdio.h>
#include <unistd.h>
#include <wchar.h>

// Swift's C library module leaves this out: it needs a feature macro before <wchar.h>.
extern int wcwidth(wchar_t character);

static inline WINDOW *sb_screen_window(void) { return stdscr; }
static inline int sb_lines(void) { return LINES; }
static inline int sb_columns(void) { return COLS; }
static inline int sb_colors(void) { return COLORS; }
static inline int sb_color_pairs(void) { return COLOR_PAIRS; }

// A screen with the files that ncurses reads and writes.
typedef struct sb_terminal {
  SCREEN *screen;
  FILE *writer;
  FILE *reader;
} sb_terminal;

static inline void sb_close_terminal(sb_terminal terminal) {
  if (terminal.screen != NULL) delscreen(terminal.screen);
  if (terminal.writer != NULL) fclose(terminal.writer);
  if (terminal.reader != NULL) fclose(terminal.reader);
}

// A screen that writes to one descriptor and reads from another, which it takes over. Its `screen`
// is NULL if the terminal is not known.
static inline sb_terminal sb_open_terminal(const char *name, int output, int input) {
  sb_terminal terminal = {NULL, fdopen(output, "w"), fdopen(input, "r")};
  if (terminal.writer != NULL && terminal.reader != NULL)
    terminal.screen = newterm(name, terminal.writer, terminal.reader);
  return terminal;
}

// A capability of the terminal as text; NULL where it has none, also where terminfo says so by -1.
static inline const char *sb_capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (const char *)-1 ? NULL : text;
}

// Presses alone: asked for clicks too, ncurses tells none of a button that is released elsewhere, and
// presses behind the releases that follow them.
static inline void sb_enable_mouse(void) {
  mouseinterval(0);
  mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
}

// What a mouse report says: 1 for the left button, 4 and 5 for the wheel, 0 for anything else.
static inline int sb_mouse_button(const MEVENT *event) {
  if (event->bstate & BUTTON1_PRESSED) return 1;
  if (event->bstate & BUTTON4_PRESSED) return 4;
  if (event->bstate & BUTTON5_PRESSED) return 5;
  return 0;
}

// One character to show. The attributes are 1 bold, 2 dim, 4 underlined, 8 reverse.
typedef struct sb_glyph {
  uint32_t base;
  uint32_t marks[4];
  int32_t pair;
  uint8_t attributes;
  uint8_t width;
} sb_glyph;

static inline attr_t sb_attributes(uint8_t bits) {
  return ((bits & 1) ? A_BOLD : 0) | ((bits & 2) ? A_DIM : 0) | ((bits & 4) ? A_UNDERLINE : 0) |
         ((bits & 8) ? A_REVERSE : 0);
}

static inline void sb_set_cell(cchar_t *cell, const sb_glyph *glyph, wchar_t base, int marked) {
  wchar_t text[6] = {base};
  int length = 1, pair = glyph->pair;
  for (int i = 0; marked && i < 4 && glyph->marks[i] != 0; i++)
    if (wcwidth((wchar_t)glyph->marks[i]) == 0) text[length++] = (wchar_t)glyph->marks[i];
  setcchar(cell, text, sb_attributes(glyph->attributes), 0, &pair);
}

// Writes characters side by side into a row of the screen.
//
// Where the C library counts another width than the glyph says, or cannot show the character in
// this locale, it would shift the row: a question mark of the right width stands in.
static inline void sb_put(int row, int column, const sb_glyph *glyphs, int count) {
  cchar_t cells[128];
  int used = 0, width = 0;
  for (int i = 0; i < count; i++) {
    const sb_glyph *glyph = &glyphs[i];
    wchar_t base = (wchar_t)glyph->base;
    int known = (base >= 32 && base < 127) ? glyph->width == 1 : wcwidth(base) == glyph->width;
    sb_set_cell(&cells[used++], glyph, known ? base : L'?', known);
    if (!known && glyph->width == 2) sb_set_cell(&cells[used++], glyph, L' ', 0);
    width += glyph->width;
    if (used >= 126 || i + 1 == count) {
      mvwadd_wchnstr(stdscr, row, column, cells, used);
      column += width;
      used = width = 0;
    }
  }
}

// What erased cells look like.
static inline void sb_set_background(int32_t pair, uint8_t attributes) {
  sb_glyph blank = {.base = L' ', .pair = pair, .attributes = attributes, .width = 1};
  cchar_t cell;
  sb_set_cell(&cell, &blank, L' ', 0);
  wbkgrndset(stdscr, &cell);
}
