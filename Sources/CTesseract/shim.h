// The door to Tesseract: its C interface, as it is, and its picture library's switch for messages.
#pragma once
#include <stdbool.h>
#include <tesseract/capi.h>

/// Of leptonica, whose header is the whole library; returns the severity of before.
extern int setMsgSeverity(int severity);

/// `L_SEVERITY_NONE`: leptonica says nothing on standard error.
static inline void sb_silence_leptonica(void) { (void)setMsgSeverity(6); }
