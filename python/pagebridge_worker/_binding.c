/* PDFium's functions by name and address, and what happens when it runs out of memory. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>

#include "_page.h"

#define DEFINE(result, name, arguments) HERE result (*name) arguments;
FUNCTIONS(DEFINE)
#define NAME(result, name, arguments) #name "\n"
const char pb_names[] = FUNCTIONS(NAME);

void pb_bind(void *const *address) {
#define BIND(result, name, arguments) name = (result (*) arguments)*address++;
  FUNCTIONS(BIND)
}

enum { OUT_OF_MEMORY = 70 }; /* errors.Exit.OUT_OF_MEMORY */
static void (*otherwise)(int);

/* PDFium aborts without a word when an allocation is refused; errno still tells why. */
static void aborted(int number) {
  static const char words[] = "out of memory: an allocation was refused\n";
  if (errno == ENOMEM && write(STDERR_FILENO, words, sizeof words - 1) > 0) _exit(OUT_OF_MEMORY);
  signal(number, otherwise);
  raise(number);
}

/* An abort for want of memory ends the process as an out-of-memory does; any other goes
 * to whoever had the signal before. */
void pb_tell_refused_memory(void) {
  void (*before)(int) = signal(SIGABRT, aborted);
  if (before != aborted && before != SIG_ERR) otherwise = before;
}
