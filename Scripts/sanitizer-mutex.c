/* Tells Thread Sanitizer about Swift's Mutex.
 *
 * `Synchronization.Mutex` locks by an atomic that the compiler puts into our code, which the
 * sanitizer sees, and, when the lock is contended, by three functions of a Swift library that is not
 * instrumented, which it does not see: it then reports a race on what the mutex guards. This small
 * library, loaded before the test program (LD_PRELOAD), stands before those three functions, calls
 * them, and says what they meant: taking the lock acquires, giving it up releases.
 *
 * Names and calling convention are those of Swift 6's standard library on Linux. Should a later one
 * rename them, nothing here is called and the false reports come back; nothing else can go wrong.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define TRY_LOCK_SLOW "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define SWIFT_METHOD __attribute__((swiftcall))
#define SWIFT_SELF __attribute__((swift_context))

/* Weak: programs that are not sanitized do not have them. */
__attribute__((weak)) void __tsan_acquire(void *address);
__attribute__((weak)) void __tsan_release(void *address);

SWIFT_METHOD void lock_slow(uint32_t thread, SWIFT_SELF void *mutex) __asm__(LOCK_SLOW);
SWIFT_METHOD bool try_lock_slow(SWIFT_SELF void *mutex) __asm__(TRY_LOCK_SLOW);
SWIFT_METHOD void unlock_slow(SWIFT_SELF void *mutex) __asm__(UNLOCK_SLOW);

static void *original(const char *name) {
  void *found = dlsym(RTLD_NEXT, name);
  if (!found) abort();
  return found;
}

SWIFT_METHOD void lock_slow(uint32_t thread, SWIFT_SELF void *mutex) {
  typedef SWIFT_METHOD void (*function)(uint32_t, SWIFT_SELF void *);
  static function next;
  if (!next) next = (function)original(LOCK_SLOW);
  next(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT_METHOD bool try_lock_slow(SWIFT_SELF void *mutex) {
  typedef SWIFT_METHOD bool (*function)(SWIFT_SELF void *);
  static function next;
  if (!next) next = (function)original(TRY_LOCK_SLOW);
  bool locked = next(mutex);
  if (locked && __tsan_acquire) __tsan_acquire(mutex);
  return locked;
}

SWIFT_METHOD void unlock_slow(SWIFT_SELF void *mutex) {
  typedef SWIFT_METHOD void (*function)(SWIFT_SELF void *);
  static function next;
  if (!next) next = (function)original(UNLOCK_SLOW);
  if (__tsan_release) __tsan_release(mutex);
  next(mutex);
}
