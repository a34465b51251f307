#pragma once

#include <stdbool.h>
#include <stddef.h>

void ct_take_wakes(void);
void ct_give_back_wakes(void);

// Whether the program is on its way out, and the terminal's last bytes are or were written.
bool is_dying_now(void);
// ct_write for those last bytes.
long write_at_once(int descriptor, const void *bytes, size_t length);
