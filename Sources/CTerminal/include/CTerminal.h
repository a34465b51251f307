// The part of the terminal driver that must work while the program is dying: plain C, static
// memory, and only calls that signal-safety(7) allows inside handlers.
#pragma once

#include <stdbool.h>
#include <stddef.h>

// Saves the modes of a terminal and takes over the signals that would end the program, so that
// they leave the terminal as it was before they do. False if a terminal is guarded already.
bool ct_arm(int input, int output);

// The bytes that lead out of the screen's modes; at most 512.
bool ct_set_reset(const char *bytes, size_t length);

// From here on the terminal is in the program's modes, and dying restores it.
void ct_entered(void);
// From here on it is left, and dying does not touch it.
void ct_left(void);

// Gives the terminal its saved modes back, and drops what was typed for the screen.
void ct_saved_modes(void);
// Takes the terminal's present modes as the program's own.
void ct_keep_program_modes(void);
// Gives it the modes that ct_keep_program_modes kept.
void ct_program_modes(void);

// Gives the signals back.
void ct_disarm(void);

// Readable after a change of size, a continuation after a stop, or a request to stop.
int ct_wake_descriptor(void);
// What came, oldest first: 'W', 'C' or 'Z', and 0 when nothing waits.
char ct_next_wake(void);

// Stops the process group as Ctrl-Z would, and returns when it goes on.
void ct_stop(void);

// An unlimited file in memory; -1 if there is none.
int ct_memory_file(void);
// Lets a descriptor stand for what another one stands for.
void ct_replace(int descriptor, int by);
// A descriptor of the same terminal that never blocks, where the system allows to open one.
int ct_open_again(int descriptor);
// Writes without ever blocking; what write(2) returns.
long ct_write(int descriptor, const void *bytes, size_t length);
// Drops what was written and not yet shown.
void ct_drop_output(int descriptor);
// The terminal's size, false if it does not tell one.
bool ct_size(int descriptor, int *columns, int *rows);
