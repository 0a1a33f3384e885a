/* Paths to path columns: segments, rectangles, and for all else the box. */
#include "_page.h"

enum { POINTS = 64 };
static const double NEAR = 0.05, LEAST_COVER = 3;
static const uint32_t PATTERN = 0xBFBFBFFF; /* what PDFium names as the colour of a coloured tiling */

void pb_put(Page *p, int kind, int paint, Box b, Box clip, double width, uint32_t stroke, uint32_t fill) {
  int slanted = kind == 0 && b.y0 != b.y1 && b.x0 != b.x1;
  double top = lower(b.y0, b.y1), bottom = upper(b.y0, b.y1);
  if (!(b.x1 >= clip.x0 && b.x0 <= clip.x1 && bottom >= clip.y0 && top <= clip.y1)) return;
  if (!slanted) {
    b.x0 = upper(b.x0, clip.x0); b.x1 = lower(b.x1, clip.x1);
    b.y0 = upper(top, clip.y0); b.y1 = lower(bottom, clip.y1);
  }
  if (p->paths >= p->path_cap) { p->truncated |= T_PATHS; return; }
  int32_t i = p->paths++;
  b = bounded_box(b);
  if (kind != 1 || b.x1 - b.x0 < LEAST_COVER || b.y1 - b.y0 < LEAST_COVER) paint &= ~COVERS;
  if (paint & COVERS) p->ordered = 1;
  p->kind[i] = kind; p->paint[i] = paint; p->porder[i] = p->painted;
  p->px0[i] = b.x0; p->py0[i] = b.y0; p->px1[i] = b.x1; p->py1[i] = b.y1;
  p->pwidth[i] = bounded(width); p->stroke[i] = stroke; p->fill[i] = fill;
}

typedef struct { double x[POINTS], y[POINTS]; int count, closed, odd; Box box; } Subpath;

static int straight(const Subpath *s, int i, int k) {
  return fabs(s->x[i] - s->x[k]) < NEAR || fabs(s->y[i] - s->y[k]) < NEAR;
}

static void line(Page *p, const Subpath *s, int i, int k, int paint, Box clip, double width, uint32_t stroke, uint32_t fill) {
  int swap = s->x[i] > s->x[k] || (s->x[i] == s->x[k] && s->y[i] > s->y[k]);
  int from = swap ? k : i, to = swap ? i : k;
  Box b = {s->x[from], s->y[from], s->x[to], s->y[to]};
  pb_put(p, 0, paint, b, clip, width, stroke, fill);
}

static void flush(Page *p, Subpath *s, int paint, Box clip, double width, uint32_t stroke, uint32_t fill) {
  int n = s->count, level = 1;
  if (n > 2 && !s->odd && fabs(s->x[0] - s->x[n - 1]) < 1e-4 && fabs(s->y[0] - s->y[n - 1]) < 1e-4) { n--; s->closed = 1; }
  if (n < 2) return;
  for (int i = 1; i < n && !s->odd; i++) level &= straight(s, i - 1, i);
  if (!s->odd && n > 2 && s->closed) level &= straight(s, n - 1, 0);
  if (!s->odd && n == 2) line(p, s, 0, 1, paint, clip, width, stroke, fill);
  else if (!s->odd && n == 4 && level && (s->closed || paint & 2) && straight(s, 3, 0)) pb_put(p, 1, paint, s->box, clip, width, stroke, fill);
  else if (!s->odd && level && paint == 1) {
    for (int i = 1; i < n; i++) line(p, s, i - 1, i, paint, clip, width, stroke, fill);
    if (s->closed && n > 2) line(p, s, n - 1, 0, paint, clip, width, stroke, fill);
  } else pb_put(p, 2, paint, s->box, clip, width, stroke, fill);
}

void pb_path(Page *p, H object, const Around *around) {
  int filled = 0, stroked = 0;
  Matrix m = {1, 0, 0, 1, 0, 0};
  float wide = 0;
  FPDFPath_GetDrawMode(object, &filled, &stroked);
  uint32_t stroke = stroked ? pb_colour(FPDFPageObj_GetStrokeColor, object) : 0;
  uint32_t fill = filled ? pb_colour(FPDFPageObj_GetFillColor, object) : 0;
  int paint = (stroke & 255 ? 1 : 0) | (fill & 255 ? 2 : 0);
  if (!paint) return;
  FPDFPageObj_GetMatrix(object, &m);
  FPDFPageObj_GetStrokeWidth(object, &wide);
  Affine t = compose(&around->form, &m);
  Box clip = pb_clip_of(p, &around->form, object, around->clip);
  double width = paint & 1 ? wide * sqrt(fabs(t.a * t.d - t.b * t.c)) : 0;
  int count = FPDFPath_CountSegments(object);
  Subpath s = {.count = 0, .box = nowhere()};
  int moves = 0;
  for (int i = 0; i < count; i++) {
    H segment = FPDFPath_GetPathSegment(object, i);
    float x = 0, y = 0;
    if (++p->objects > p->object_cap) { p->truncated |= T_OBJECTS; break; }
    int type = FPDFPathSegment_GetType(segment);
    FPDFPathSegment_GetPoint(segment, &x, &y);
    if (type == 2) { /* move */
      moves++;
      flush(p, &s, paint, clip, width, stroke, fill);
      s.count = s.closed = s.odd = 0; s.box = nowhere();
    }
    if (type == 1 || s.count >= POINTS) s.odd = 1;
    if (s.count < POINTS) {
      s.x[s.count] = t.a * x + t.c * y + t.e;
      s.y[s.count++] = t.b * x + t.d * y + t.f;
    }
    extend(&s.box, &t, x, y);
    if (FPDFPathSegment_GetClose(segment)) s.closed = 1;
  }
  /* One rectangle by itself hides what it is painted over; background before all text hides none. */
  if (p->first_text && moves == 1 && !s.odd && s.count < 6 && (fill & 255) == 255 && around->clear &&
      fill != PATTERN && pb_is_clear(object, &around->form)) paint |= COVERS;
  flush(p, &s, paint, clip, width, stroke, fill);
}
