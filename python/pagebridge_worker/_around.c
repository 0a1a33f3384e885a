/* What an object has from around it: its clip, its marks, what the forms that hold it hand
 * down, and its place in the order of painting. All of it holds for the page walked last. */
#include "_page.h"

static Inherited inherited[SLOTS];
static Inherited *taken[SLOTS / 2];
static int32_t inherited_count;

/* Texts in the order of painting; the table over them is made for pages that need it. */
typedef struct { H object; int32_t order; } Painted;
static Painted texts[SLOTS / 2], places[SLOTS], *placed[SLOTS / 2];
static int32_t text_count, placed_count;

static uint64_t hash(H object) { return ((uint64_t)(uintptr_t)object >> 4) * 0x9E3779B97F4A7C15ULL >> 47; }

static Inherited *slot(H object) {
  uint64_t at = hash(object);
  while (inherited[at].object && inherited[at].object != object) at = (at + 1) & (SLOTS - 1);
  return &inherited[at];
}

Inherited *pb_inherited(H object) {
  Inherited *own = inherited_count ? slot(object) : 0;
  return own && own->object ? own : 0;
}

Inherited *pb_inherit(H object) {
  if (inherited_count >= SLOTS / 2) return 0;
  Inherited *own = slot(object);
  if (!own->object) taken[inherited_count++] = own;
  return own;
}

static Painted *place(H object) {
  uint64_t at = hash(object);
  while (places[at].object && places[at].object != object) at = (at + 1) & (SLOTS - 1);
  return &places[at];
}

void pb_forget(void) {
  while (inherited_count > 0) taken[--inherited_count]->object = 0;
  while (placed_count > 0) placed[--placed_count]->object = 0;
  text_count = 0;
}

void pb_text_painted(Page *p, H text) {
  if (!p->first_text) p->first_text = p->painted;
  if (text_count < SLOTS / 2) texts[text_count++] = (Painted){text, p->painted};
}

void pb_number_texts(void) {
  for (; placed_count < text_count; placed_count++) {
    placed[placed_count] = place(texts[placed_count].object);
    *placed[placed_count] = texts[placed_count];
  }
}

int32_t pb_order_of(H text) {
  const Painted *found = place(text);
  return found->object ? found->order : 0;
}

/* Clip paths count as objects: a flood of them ends the clipping, not the reading. */
Box pb_clip_of(Page *p, const Affine *t, H object, Box clip) {
  H path = FPDFPageObj_GetClipPath(object);
  int count = path ? FPDFClipPath_CountPaths(path) : 0;
  for (int i = 0; i < count && i < CLIPS; i++) {
    int points = FPDFClipPath_CountPathSegments(path, i);
    if (points <= 0 || points > CLIP_POINTS) continue;
    if (p->objects > p->object_cap - points) { p->truncated |= T_OBJECTS; break; }
    p->objects += points;
    Box b = nowhere();
    for (int k = 0; k < points; k++) {
      float x = 0, y = 0;
      FPDFPathSegment_GetPoint(FPDFClipPath_GetPathSegment(path, i, k), &x, &y);
      extend(&b, t, x, y);
    }
    clip.x0 = upper(clip.x0, b.x0); clip.y0 = upper(clip.y0, b.y0);
    clip.x1 = lower(clip.x1, b.x1); clip.y1 = lower(clip.y1, b.y1);
  }
  return clip;
}

/* Whether all of its clip is rectangles along the sides of the page. */
static int is_cut_straight(H object, const Affine *t) {
  H path = FPDFPageObj_GetClipPath(object);
  int count = path ? FPDFClipPath_CountPaths(path) : 0;
  if (count > CLIPS) return 0;
  for (int i = 0; i < count; i++) {
    int points = FPDFClipPath_CountPathSegments(path, i);
    double u = 0, v = 0;
    if (points < 4 || points > 5) return 0;
    for (int k = 0; k < points; k++) {
      H segment = FPDFClipPath_GetPathSegment(path, i, k);
      float x = 0, y = 0;
      FPDFPathSegment_GetPoint(segment, &x, &y);
      double across = t->a * x + t->c * y, down = t->b * x + t->d * y;
      if (k && (FPDFPathSegment_GetType(segment) != 0 || (fabs(across - u) > 0.05 && fabs(down - v) > 0.05))) return 0;
      u = across; v = down;
    }
  }
  return 1;
}

static int has_mark(H object, const uint16_t *name, unsigned long size) {
  int count = FPDFPageObj_CountMarks(object);
  for (int i = 0; i < count && i < 32; i++) {
    uint16_t found[16] = {0};
    unsigned long bytes = 0;
    if (FPDFPageObjMark_GetName(FPDFPageObj_GetMark(object, i), found, sizeof found, &bytes) &&
        bytes == size && memcmp(found, name, size) == 0) return 1;
  }
  return 0;
}

int pb_is_artifact(H object) {
  static const uint16_t name[] = {'A', 'r', 't', 'i', 'f', 'a', 'c', 't', 0};
  return has_mark(object, name, sizeof name);
}

/* Painted as it is: no transparency, no group, no layer that may be off, no odd clip. */
int pb_is_clear(H object, const Affine *t) {
  static const uint16_t layer[] = {'O', 'C', 0};
  return !FPDFPageObj_HasTransparency(object) && !has_mark(object, layer, sizeof layer) && is_cut_straight(object, t);
}

uint32_t pb_colour(int (*read)(H, U, U, U, U), H object) {
  unsigned r = 0, g = 0, b = 0, a = 255;
  if (!read(object, &r, &g, &b, &a)) return 255;
  return (r & 255) << 24 | (g & 255) << 16 | (b & 255) << 8 | (a & 255);
}
