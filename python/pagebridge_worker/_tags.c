/* The structure tree of a page, flat. */
#include "_page.h"

enum { TAGS = 50000, MCIDS = 200000, TYPE = 32, DEEPEST = 64 };

typedef struct { /* mirrored by struct_tags.TagArrays */
  int32_t count, mcids, cut, unused;
  H *element; int32_t *parent, *first, *own; uint16_t *type; uint8_t *texts; int32_t *mcid;
} Tags;

typedef struct { H element; int32_t parent, depth; } Waiting;
static Waiting waiting[2 * TAGS];

/* Parents first, in reading order. Uses the table of inherited marks to know which
 * elements it has met: call it after pb_glyphs of the same page, or before pb_objects. */
void pb_tags(H tree, Tags *t) {
  int32_t top = 0;
  int roots = FPDF_StructTree_CountChildren(tree);
  if (roots > TAGS) { roots = TAGS; t->cut = 1; }
  pb_forget();
  for (int i = roots - 1; i >= 0; i--) {
    H root = FPDF_StructTree_GetChildAtIndex(tree, i);
    if (root) waiting[top++] = (Waiting){root, -1, 1};
  }
  while (top > 0) {
    Waiting next = waiting[--top];
    if (pb_inherited(next.element)) continue; /* a loop, or a child of two parents */
    if (t->count >= TAGS || next.depth > DEEPEST) { t->cut = 1; continue; }
    pb_inherit(next.element)->object = next.element; /* there is room: TAGS are fewer */
    int32_t n = t->count++, before = top;
    int32_t first = t->mcids, full = 0;
    int children = FPDF_StructElement_CountChildren(next.element);
    if (children > TAGS) { children = TAGS; t->cut = 1; }
    for (int i = 0; i < children; i++) {
      H child = FPDF_StructElement_GetChildAtIndex(next.element, i);
      if (child) {
        if (top < 2 * TAGS) waiting[top++] = (Waiting){child, n, next.depth + 1};
        else full |= 1;
        continue;
      }
      int mcid = FPDF_StructElement_GetChildMarkedContentID(next.element, i);
      if (mcid < 0) continue;
      if (t->mcids < MCIDS) t->mcid[t->mcids++] = mcid;
      else full |= 2;
    }
    if (full) t->cut = 1;
    if (full & 1) top = before;
    if (full & 2) t->mcids = first;
    for (int32_t low = before, high = top - 1; low < high; low++, high--) {
      Waiting swapped = waiting[low];
      waiting[low] = waiting[high];
      waiting[high] = swapped;
    }
    t->element[n] = next.element; t->parent[n] = next.parent;
    t->first[n] = first; t->own[n] = t->mcids - first;
    uint16_t *type = t->type + (int64_t)n * TYPE;
    memset(type, 0, TYPE * sizeof *type);
    t->texts[n] = (FPDF_StructElement_GetAltText(next.element, 0, 0) > 2 ? 1 : 0) |
                  (FPDF_StructElement_GetActualText(next.element, 0, 0) > 2 ? 2 : 0) |
                  (FPDF_StructElement_GetType(next.element, type, TYPE * sizeof *type) > TYPE * sizeof *type ? 4 : 0);
  }
}
