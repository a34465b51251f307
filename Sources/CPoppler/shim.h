// The door to poppler-glib and cairo: only what Swift cannot import by itself.
#pragma once
#include <cairo-pdf.h>
#include <cairo.h>
#include <gio/gio.h>
#include <poppler.h>

/// `G_FILE_ERROR`-like quarks are function-call macros; this one tells poppler's errors apart.
static inline GQuark sb_poppler_error_domain(void) { return POPPLER_ERROR; }

/// Reads unless cancelled. Glib's own memory stream does not ask, so poppler could not be stopped.
static inline gssize sb_stoppable_read(GInputStream *stream, void *buffer, gsize count,
                                       GCancellable *cancellable, GError **error) {
  if (g_cancellable_set_error_if_cancelled(cancellable, error)) return -1;
  GInputStreamClass *memory =
      G_INPUT_STREAM_CLASS(g_type_class_peek_static(G_TYPE_MEMORY_INPUT_STREAM));
  return memory->read_fn(stream, buffer, count, cancellable, error);
}

static inline void sb_stoppable_class_init(gpointer type, gpointer data) {
  (void)data;
  G_INPUT_STREAM_CLASS(type)->read_fn = sb_stoppable_read;
}

/// The type of memory streams that can be cancelled; made once, before the first is used.
static inline GType sb_stoppable_type(void) {
  return g_type_register_static_simple(
      G_TYPE_MEMORY_INPUT_STREAM, "SbStoppableStream", sizeof(GMemoryInputStreamClass),
      sb_stoppable_class_init, sizeof(GMemoryInputStream), NULL, (GTypeFlags)0);
}

/// A stream of that type over the bytes, which it keeps.
static inline GInputStream *sb_stoppable_stream(GType type, GBytes *bytes) {
  GInputStream *stream = G_INPUT_STREAM(g_object_new(type, NULL));
  g_memory_input_stream_add_bytes(G_MEMORY_INPUT_STREAM(stream), bytes);
  return stream;
}

static inline void sb_ignore_log(const gchar *domain, GLogLevelFlags level, const gchar *message,
                                 gpointer context) {
  (void)domain;
  (void)level;
  (void)message;
  (void)context;
}

static inline void sb_ignore_print(const gchar *message) { (void)message; }

/// Sends everything poppler, cairo and glib would print to nowhere. The callbacks live here because
/// the flags type differs between C and Swift and because a C function needs no context.
static inline void sb_silence_messages(void) {
  g_log_set_default_handler(sb_ignore_log, NULL);
  g_set_printerr_handler(sb_ignore_print);
}
