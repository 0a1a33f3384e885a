/* Keeps of the paths and images that may hide something those that lie over a glyph painted
 * before. Glyphs are looked up by bands across the page, so that the stripes of a table,
 * each painted before its own row, cost little. */
#include "_page.h"

enum { GLYPHS = 200000, BANDS = 1024, COMPARED = 4000000 };
static const double BAND = 16;
static int32_t start[BANDS + 1], sorted[GLYPHS], earliest[BANDS];

static int band_of(double y) { return y > 0 ? (int)lower(y / BAND, BANDS - 1) : 0; }

static double middle(const Page *p, int32_t n) { return ((double)p->y0[n] + p->y1[n]) / 2; }

static int is_drawn(const Page *p, int32_t n) {
  return p->order[n] && p->code[n] != ' ' && p->code[n] != 0xA0 && !(p->flags[n] & (GENERATED | INVISIBLE | CLIPPED));
}

static void sort_into_bands(const Page *p) {
  int32_t count = lower(p->glyphs, GLYPHS), next[BANDS];
  memset(start, 0, sizeof start);
  for (int32_t n = 0; n < count; n++)
    if (is_drawn(p, n)) start[band_of(middle(p, n)) + 1]++;
  for (int band = 0; band < BANDS; band++) {
    start[band + 1] += start[band];
    next[band] = start[band];
    earliest[band] = INT32_MAX;
  }
  for (int32_t n = 0; n < count; n++) {
    if (!is_drawn(p, n)) continue;
    int band = band_of(middle(p, n));
    sorted[next[band]++] = n;
    if (p->order[n] < earliest[band]) earliest[band] = p->order[n];
  }
}

static int lies_over(const Page *p, Box b, int32_t order, int *left) {
  for (int band = band_of(b.y0); band <= band_of(b.y1); band++) {
    if (earliest[band] >= order) continue;
    for (int32_t at = start[band]; at < start[band + 1] && *left > 0; at++, --*left) {
      int32_t n = sorted[at];
      double x = ((double)p->x0[n] + p->x1[n]) / 2, y = middle(p, n);
      if (p->order[n] < order && x > b.x0 && x < b.x1 && y > b.y0 && y < b.y1) return 1;
    }
  }
  return 0;
}

void pb_over_text(Page *p) {
  int left = COMPARED;
  p->ordered = 0;
  sort_into_bands(p);
  for (int32_t i = 0; i < p->paths; i++) {
    if (!(p->paint[i] & COVERS)) continue;
    Box b = {p->px0[i], p->py0[i], p->px1[i], p->py1[i]};
    if (lies_over(p, b, p->porder[i], &left)) p->ordered = 1;
    else p->paint[i] &= ~COVERS;
  }
  for (int32_t i = 0; i < p->images; i++) {
    if (!p->iover[i]) continue;
    const float *side = p->ibox + 4 * i;
    Box b = {side[0], side[1], side[2], side[3]};
    p->iover[i] = lies_over(p, b, p->iorder[i], &left);
    if (p->iover[i]) p->ordered = 1;
  }
}
