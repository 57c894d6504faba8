/* Links of HTML pages by libxml2's SAX interface: href, rel and text of every a and area. Reads pages as
 * [4-byte little-endian length][bytes]... from a file and prints seconds and links of each pass. */
#include <libxml/HTMLparser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { int depth; size_t links, bytes; char *text; size_t used, room; } State;

static void add(State *s, const char *p, size_t n) {
  if (s->used + n > s->room) { s->room = (s->used + n) * 2; s->text = realloc(s->text, s->room); }
  memcpy(s->text + s->used, p, n);
  s->used += n;
}
static void start(void *ctx, const xmlChar *name, const xmlChar **atts) {
  State *s = ctx;
  if (strcmp((const char *)name, "a") && strcmp((const char *)name, "area")) return;
  const xmlChar *href = NULL, *rel = NULL;
  for (; atts && *atts; atts += 2) {
    if (!strcmp((const char *)atts[0], "href")) href = atts[1] ? atts[1] : (const xmlChar *)"";
    else if (!strcmp((const char *)atts[0], "rel")) rel = atts[1];
  }
  if (!href) return;
  char *h = strdup((const char *)href), *r = rel ? strdup((const char *)rel) : NULL;
  s->links++;
  s->bytes += strlen(h) + (r ? strlen(r) : 0);
  free(h); free(r);
  if (name[1] == 0) { s->depth = 1; s->used = 0; }
}
static void end(void *ctx, const xmlChar *name) {
  State *s = ctx;
  if (s->depth && name[0] == 'a' && name[1] == 0) { s->depth = 0; s->bytes += s->used; }
}
static void chars(void *ctx, const xmlChar *p, int n) { State *s = ctx; if (s->depth) add(s, (const char *)p, n); }

int main(int argc, char **argv) {
  FILE *f = fopen(argv[1], "rb");
  int passes = atoi(argv[2]);
  fseek(f, 0, SEEK_END);
  long size = ftell(f);
  rewind(f);
  unsigned char *all = malloc(size);
  if (fread(all, 1, size, f) != (size_t)size) return 1;
  htmlSAXHandler sax;
  memset(&sax, 0, sizeof sax);
  sax.startElement = start; sax.endElement = end; sax.characters = chars; sax.ignorableWhitespace = chars;
  for (int i = 0; i < passes; i++) {
    State s = {0};
    struct timespec a, b;
    clock_gettime(CLOCK_MONOTONIC, &a);
    for (long at = 0; at < size;) {
      unsigned n = all[at] | all[at+1] << 8 | all[at+2] << 16 | (unsigned)all[at+3] << 24;
      s.depth = 0;
      htmlParserCtxtPtr c = htmlCreatePushParserCtxt(&sax, &s, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
      htmlCtxtUseOptions(c, HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
      htmlParseChunk(c, (const char *)all + at + 4, n, 0);
      htmlParseChunk(c, "", 0, 1);
      htmlFreeParserCtxt(c);
      at += 4 + n;
    }
    clock_gettime(CLOCK_MONOTONIC, &b);
    printf("%f %zu\n", (b.tv_sec - a.tv_sec) + (b.tv_nsec - a.tv_nsec) / 1e9, s.links);
    free(s.text);
  }
  return 0;
}
