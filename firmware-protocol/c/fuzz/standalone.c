/*
 * Runs a fuzz target without libFuzzer: `standalone RUNS` takes inputs as lines of hex from stdin, each once as it is and then RUNS times
 * one of them with bytes changed, cut, added, or joined to another. An input that fails is said on stderr.
 */
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUTS = 1000, LONGEST = 8192 };

static uint8_t *inputs[INPUTS];
static size_t sizes[INPUTS];
static unsigned count;

static const uint8_t *running;
static size_t running_size;

/* A sanitizer's report ends in it too: -fno-sanitize-recover, and abort_on_error=1 of ASAN_OPTIONS. */
static void say_input(int signal) {
  (void)signal;
  for (size_t k = 0; k < running_size; k++) fprintf(stderr, "%02x", running[k]);
  fprintf(stderr, " is the input that fails\n");
}

/* In memory of exactly its size. */
static void run(const uint8_t *bytes, size_t size) {
  uint8_t *exact = malloc(size > 0 ? size : 1);
  if (exact == NULL) abort();
  memcpy(exact, bytes, size);
  running = exact;
  running_size = size;
  LLVMFuzzerTestOneInput(exact, size);
  free(exact);
}

/* splitmix64 */
static uint64_t state = 1;
static uint32_t below(uint32_t most) {
  uint64_t z = state += 0x9e3779b97f4a7c15u;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return (uint32_t)((z ^ z >> 31) % most);
}

static size_t mutated(uint8_t *out) {
  const unsigned one = below(count);
  size_t size = sizes[one];
  memcpy(out, inputs[one], size);
  if (below(3) == 0) {
    const unsigned other = below(count);
    const size_t from = below((uint32_t)sizes[other] + 1);
    const size_t more = sizes[other] - from < LONGEST - size ? sizes[other] - from : LONGEST - size;
    memcpy(out + size, inputs[other] + from, more);
    size += more;
  }
  if (below(4) == 0) size = below((uint32_t)size + 1);
  for (uint32_t k = below(5); k > 0 && size > 0; k--) {
    const size_t at = below(below(2) == 0 && size > 32 ? 32 : (uint32_t)size);
    out[at] = (uint8_t)(below(3) == 0 ? out[at] ^ 1u << below(8) : below(256));
  }
  return size;
}

int main(int argc, char **argv) {
  static char line[2 * LONGEST + 2];
  static uint8_t bytes[LONGEST];
  const unsigned long runs = argc == 2 ? strtoul(argv[1], NULL, 10) : 0;
  signal(SIGABRT, say_input);
  while (fgets(line, sizeof line, stdin) != NULL && count < INPUTS) {
    size_t size = 0;
    unsigned byte;
    for (const char *hex = line; sscanf(hex, "%2x", &byte) == 1; hex += 2) bytes[size++] = (uint8_t)byte;
    inputs[count] = malloc(size > 0 ? size : 1);
    if (inputs[count] == NULL) abort();
    memcpy(inputs[count], bytes, size);
    sizes[count++] = size;
    run(bytes, size);
  }
  for (unsigned long k = 0; k < runs && count > 0; k++) run(bytes, mutated(bytes));
  for (unsigned k = 0; k < count; k++) free(inputs[k]);
  printf("%u inputs, %lu mutated\n", count, runs);
  return 0;
}
