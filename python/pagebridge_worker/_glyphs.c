/* Reads one PDF page through PDFium's public functions into flat columns.
 *
 * No PDFium header and no link against the library: the caller asks for the names
 * in pb_names, resolves them in the library already loaded, and hands the addresses
 * to pb_bind in the same order. glyph_loop.py holds the same rules in ctypes and the
 * mirror of struct Page; both must give the same bytes, so every sum is made in
 * double and rounded once, without hypot or contraction to fma.
 *
 * Coordinates leave as points, origin top left of the page as displayed, y down.
 * One thread only, as PDFium itself. Nothing here is owned: handles belong to the
 * caller, columns to Python. */
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off")
#endif
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

typedef void *H;
typedef struct { float left, top, right, bottom; } Rect;
typedef struct { float a, b, c, d, e, f; } Matrix;
typedef struct { double a, b, c, d, e, f; } Affine;
typedef struct { double x0, y0, x1, y1; } Box;
typedef unsigned int *U;

#define FUNCTIONS(X) \
  X(unsigned, FPDFText_GetUnicode, (H, int)) X(int, FPDFText_IsGenerated, (H, int)) \
  X(int, FPDFText_IsHyphen, (H, int)) X(int, FPDFText_HasUnicodeMapError, (H, int)) \
  X(int, FPDFText_GetLooseCharBox, (H, int, Rect *)) \
  X(int, FPDFText_GetCharOrigin, (H, int, double *, double *)) \
  X(int, FPDFText_GetMatrix, (H, int, Matrix *)) X(double, FPDFText_GetFontSize, (H, int)) \
  X(H, FPDFText_GetTextObject, (H, int)) X(H, FPDFTextObj_GetFont, (H)) \
  X(int, FPDFTextObj_GetTextRenderMode, (H)) X(int, FPDFPageObj_GetMarkedContentID, (H)) \
  X(int, FPDFPageObj_CountMarks, (H)) X(H, FPDFPageObj_GetMark, (H, unsigned long)) \
  X(int, FPDFPageObjMark_GetName, (H, uint16_t *, unsigned long, unsigned long *)) \
  X(int, FPDFPageObj_GetFillColor, (H, U, U, U, U)) \
  X(int, FPDFPageObj_GetStrokeColor, (H, U, U, U, U)) \
  X(int, FPDFPageObj_GetStrokeWidth, (H, float *)) \
  X(int, FPDFPageObj_GetType, (H)) X(int, FPDFPageObj_GetMatrix, (H, Matrix *)) \
  X(int, FPDFPageObj_GetBounds, (H, float *, float *, float *, float *)) \
  X(H, FPDFPageObj_GetClipPath, (H)) X(int, FPDFClipPath_CountPaths, (H)) \
  X(int, FPDFClipPath_CountPathSegments, (H, int)) \
  X(H, FPDFClipPath_GetPathSegment, (H, int, int)) \
  X(int, FPDFPath_CountSegments, (H)) X(H, FPDFPath_GetPathSegment, (H, int)) \
  X(int, FPDFPathSegment_GetPoint, (H, float *, float *)) \
  X(int, FPDFPathSegment_GetType, (H)) X(int, FPDFPathSegment_GetClose, (H)) \
  X(int, FPDFPath_GetDrawMode, (H, int *, int *)) \
  X(int, FPDFImageObj_GetImagePixelSize, (H, U, U)) \
  X(int, FPDFPage_CountObjects, (H)) X(H, FPDFPage_GetObject, (H, int)) \
  X(int, FPDFFormObj_CountObjects, (H)) X(H, FPDFFormObj_GetObject, (H, unsigned long)) \
  X(int, FPDF_StructTree_CountChildren, (H)) X(H, FPDF_StructTree_GetChildAtIndex, (H, int)) \
  X(int, FPDF_StructElement_CountChildren, (H)) X(H, FPDF_StructElement_GetChildAtIndex, (H, int)) \
  X(int, FPDF_StructElement_GetChildMarkedContentID, (H, int)) \
  X(unsigned long, FPDF_StructElement_GetType, (H, void *, unsigned long)) \
  X(unsigned long, FPDF_StructElement_GetAltText, (H, void *, unsigned long)) \
  X(unsigned long, FPDF_StructElement_GetActualText, (H, void *, unsigned long))

#define DECLARE(result, name, arguments) static result (*name) arguments;
FUNCTIONS(DECLARE)
#define NAME(result, name, arguments) #name "\n"
const char pb_names[] = FUNCTIONS(NAME);

void pb_bind(void *const *address) {
#define BIND(result, name, arguments) name = (result (*) arguments)*address++;
  FUNCTIONS(BIND)
}

enum { TEXT = 1, PATH = 2, IMAGE = 3, SHADING = 4, FORM = 5 };
enum { GENERATED = 1, HYPHEN = 2, UNMAPPED = 4, INVISIBLE = 8, CLIPPED = 16, BOLD = 64, ARTIFACT = 128 };
enum { T_GLYPHS = 1, T_PATHS = 2, T_IMAGES = 4, T_FONTS = 8, T_OBJECTS = 16 };
enum { POINTS = 64, CLIPS = 16, CLIP_POINTS = 256, SLOTS = 1 << 17 };
static const double NEAR = 0.05, REACH = 4.0, FARTHEST = 1e6, LARGEST = 1e5;

typedef struct { /* mirrored by glyph_loop.PageArrays */
  Affine view;
  double width, height, visible_area;
  int32_t glyph_cap, path_cap, image_cap, font_cap, object_cap, depth_cap;
  int32_t glyphs, paths, images, fonts, objects, truncated, visible, invisible, unmapped, blanks;
  int32_t *code; float *x0, *y0, *x1, *y1, *ox, *oy, *size, *angle;
  uint16_t *font, *flags; int32_t *mcid; uint32_t *rgba; uint8_t *confidence;
  uint8_t *kind, *paint; float *px0, *py0, *px1, *py1, *pwidth; uint32_t *stroke, *fill;
  float *ibox; int32_t *ipixels; H *font_handles;
} Page;

/* What a text object inside a form takes from the form: marks, clip, all in display space. */
typedef struct { H object; Box clip; int32_t mcid, artifact; } Inherited;
static Inherited inherited[SLOTS];
static Inherited *taken[SLOTS / 2];
static int32_t inherited_count;

static double lower(double a, double b) { return a < b ? a : b; }
static double upper(double a, double b) { return a > b ? a : b; }

/* What leaves: no NaN, nothing beyond the farthest coordinate. */
static double bounded(double v) { return v > FARTHEST ? FARTHEST : v < -FARTHEST ? -FARTHEST : v == v ? v : 0; }

static Box bounded_box(Box b) {
  return (Box){bounded(b.x0), bounded(b.y0), bounded(b.x1), bounded(b.y1)};
}

static Affine compose(const Affine *t, const Matrix *m) { /* m first, then t */
  Affine r = {t->a * m->a + t->c * m->b, t->b * m->a + t->d * m->b,
              t->a * m->c + t->c * m->d, t->b * m->c + t->d * m->d,
              t->a * m->e + t->c * m->f + t->e, t->b * m->e + t->d * m->f + t->f};
  return r;
}

static void extend(Box *box, const Affine *t, double x, double y) {
  double u = t->a * x + t->c * y + t->e, v = t->b * x + t->d * y + t->f;
  box->x0 = lower(box->x0, u); box->x1 = upper(box->x1, u);
  box->y0 = lower(box->y0, v); box->y1 = upper(box->y1, v);
}

static Box nowhere(void) { return (Box){1e30, 1e30, -1e30, -1e30}; }

/* Clip paths count as objects: a flood of them ends the clipping, not the reading. */
static Box clip_of(Page *p, const Affine *t, H object, Box clip) {
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

static int is_artifact(H object) {
  static const uint16_t name[] = {'A', 'r', 't', 'i', 'f', 'a', 'c', 't', 0};
  int count = FPDFPageObj_CountMarks(object);
  for (int i = 0; i < count && i < 32; i++) {
    uint16_t found[16] = {0};
    unsigned long bytes = 0;
    if (FPDFPageObjMark_GetName(FPDFPageObj_GetMark(object, i), found, sizeof found, &bytes) &&
        bytes == sizeof name && memcmp(found, name, sizeof name) == 0) return 1;
  }
  return 0;
}

static uint32_t colour(int (*read)(H, U, U, U, U), H object) {
  unsigned r = 0, g = 0, b = 0, a = 255;
  if (!read(object, &r, &g, &b, &a)) return 255;
  return (r & 255) << 24 | (g & 255) << 16 | (b & 255) << 8 | (a & 255);
}

static Inherited *slot(H object) {
  uint64_t at = ((uint64_t)(uintptr_t)object >> 4) * 0x9E3779B97F4A7C15ULL >> 47;
  while (inherited[at].object && inherited[at].object != object) at = (at + 1) & (SLOTS - 1);
  return &inherited[at];
}

static void put(Page *p, int kind, int paint, Box b, Box clip, double width, uint32_t stroke, uint32_t fill) {
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
  p->kind[i] = kind; p->paint[i] = paint;
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
  put(p, 0, paint, b, clip, width, stroke, fill);
}

static void flush(Page *p, Subpath *s, int paint, Box clip, double width, uint32_t stroke, uint32_t fill) {
  int n = s->count, level = 1;
  if (n > 2 && !s->odd && fabs(s->x[0] - s->x[n - 1]) < 1e-4 && fabs(s->y[0] - s->y[n - 1]) < 1e-4) { n--; s->closed = 1; }
  if (n < 2) return;
  for (int i = 1; i < n && !s->odd; i++) level &= straight(s, i - 1, i);
  if (!s->odd && n > 2 && s->closed) level &= straight(s, n - 1, 0);
  if (!s->odd && n == 2) line(p, s, 0, 1, paint, clip, width, stroke, fill);
  else if (!s->odd && n == 4 && level && (s->closed || paint & 2) && straight(s, 3, 0)) put(p, 1, paint, s->box, clip, width, stroke, fill);
  else if (!s->odd && level && paint == 1) {
    for (int i = 1; i < n; i++) line(p, s, i - 1, i, paint, clip, width, stroke, fill);
    if (s->closed && n > 2) line(p, s, n - 1, 0, paint, clip, width, stroke, fill);
  } else put(p, 2, paint, s->box, clip, width, stroke, fill);
}

static void path(Page *p, H object, const Affine *form, Box clip) {
  int filled = 0, stroked = 0;
  Matrix m = {1, 0, 0, 1, 0, 0};
  float wide = 0;
  FPDFPath_GetDrawMode(object, &filled, &stroked);
  uint32_t stroke = stroked ? colour(FPDFPageObj_GetStrokeColor, object) : 0;
  uint32_t fill = filled ? colour(FPDFPageObj_GetFillColor, object) : 0;
  int paint = (stroke & 255 ? 1 : 0) | (fill & 255 ? 2 : 0);
  if (!paint) return;
  FPDFPageObj_GetMatrix(object, &m);
  FPDFPageObj_GetStrokeWidth(object, &wide);
  Affine t = compose(form, &m);
  clip = clip_of(p, form, object, clip);
  double width = paint & 1 ? wide * sqrt(fabs(t.a * t.d - t.b * t.c)) : 0;
  int count = FPDFPath_CountSegments(object);
  Subpath s = {.count = 0, .box = nowhere()};
  for (int i = 0; i < count; i++) {
    H segment = FPDFPath_GetPathSegment(object, i);
    float x = 0, y = 0;
    if (++p->objects > p->object_cap) { p->truncated |= T_OBJECTS; break; }
    int type = FPDFPathSegment_GetType(segment);
    FPDFPathSegment_GetPoint(segment, &x, &y);
    if (type == 2) { /* move */
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
  flush(p, &s, paint, clip, width, stroke, fill);
}

static void image(Page *p, H object, const Affine *form, Box clip) {
  Matrix m = {1, 0, 0, 1, 0, 0};
  unsigned wide = 0, high = 0;
  FPDFPageObj_GetMatrix(object, &m);
  Affine t = compose(form, &m);
  Box b = nowhere();
  for (int corner = 0; corner < 4; corner++) extend(&b, &t, corner & 1, corner >> 1);
  clip = clip_of(p, form, object, clip);
  b.x0 = upper(b.x0, clip.x0); b.y0 = upper(b.y0, clip.y0);
  b.x1 = lower(b.x1, clip.x1); b.y1 = lower(b.y1, clip.y1);
  if (!(b.x1 > b.x0 && b.y1 > b.y0)) return;
  if (p->images >= p->image_cap) { p->truncated |= T_IMAGES; return; }
  FPDFImageObj_GetImagePixelSize(object, &wide, &high);
  b = bounded_box(b);
  float *row = p->ibox + 4 * p->images;
  row[0] = b.x0; row[1] = b.y0; row[2] = b.x1; row[3] = b.y1;
  p->ipixels[2 * p->images] = wide & INT32_MAX; p->ipixels[2 * p->images + 1] = high & INT32_MAX;
  p->images++;
}

static void walk(Page *p, H object, const Affine *form, Box clip, int mcid, int artifact, int depth) {
  if (++p->objects > p->object_cap) { p->truncated |= T_OBJECTS; return; }
  int type = FPDFPageObj_GetType(object);
  if (type == TEXT && depth > 0 && inherited_count < SLOTS / 2) {
    Inherited *own = slot(object);
    if (!own->object) taken[inherited_count++] = own;
    *own = (Inherited){object, clip_of(p, form, object, clip), mcid, artifact};
  } else if (type == PATH) path(p, object, form, clip);
  else if (type == IMAGE) image(p, object, form, clip);
  else if (type == SHADING) {
    float left = 0, low = 0, right = 0, high = 0;
    if (!FPDFPageObj_GetBounds(object, &left, &low, &right, &high)) return;
    Box b = nowhere();
    extend(&b, form, left, low); extend(&b, form, right, high);
    put(p, 2, 2, b, clip_of(p, form, object, clip), 0, 0, 0x808080FF);
  } else if (type == FORM && depth < p->depth_cap) {
    Matrix m = {1, 0, 0, 1, 0, 0};
    FPDFPageObj_GetMatrix(object, &m);
    Affine inner = compose(form, &m);
    Box inside = clip_of(p, form, object, clip);
    int own = FPDFPageObj_GetMarkedContentID(object);
    artifact = artifact || is_artifact(object);
    int count = FPDFFormObj_CountObjects(object);
    for (int i = 0; i < count && p->objects <= p->object_cap; i++)
      walk(p, FPDFFormObj_GetObject(object, i), &inner, inside, own >= 0 ? own : mcid, artifact, depth + 1);
  }
}

/* Fills the path and image columns. Call before pb_glyphs of the same page. */
void pb_objects(H page, Page *p) {
  Box all = {0, 0, p->width, p->height};
  while (inherited_count > 0) taken[--inherited_count]->object = 0;
  int count = FPDFPage_CountObjects(page);
  for (int i = 0; i < count && p->objects <= p->object_cap; i++)
    walk(p, FPDFPage_GetObject(page, i), &p->view, all, -1, 0, 0);
}

/* What stays the same for all glyphs of one text object. */
typedef struct { H object; int font, flags, mcid; uint32_t rgba; double size, angle; Box clip; } Run;

static void enter(Page *p, H text, int i, H object, Run *run) {
  Matrix m = {1, 0, 0, 1, 0, 0};
  Box all = {0, 0, p->width, p->height};
  H font = FPDFTextObj_GetFont(object);
  int mode = FPDFTextObj_GetTextRenderMode(object), at = 0;
  while (at < p->fonts && p->font_handles[at] != font) at++;
  if (at == p->fonts) {
    if (p->fonts < p->font_cap) p->font_handles[p->fonts++] = font;
    else { at--; p->truncated |= T_FONTS; }
  }
  run->object = object;
  run->font = at;
  run->rgba = colour(mode == 1 || mode == 5 ? FPDFPageObj_GetStrokeColor : FPDFPageObj_GetFillColor, object);
  run->flags = (mode == 3 || mode == 7 || !(run->rgba & 255) ? INVISIBLE : 0) | (mode == 2 || mode == 6 ? BOLD : 0);
  run->mcid = FPDFPageObj_GetMarkedContentID(object);
  int artifact = is_artifact(object);
  const Inherited *form = inherited_count ? slot(object) : 0;
  if (form && form->object) {
    run->clip = form->clip;
    if (run->mcid < 0) run->mcid = form->mcid;
    artifact |= form->artifact;
  } else run->clip = clip_of(p, &p->view, object, all);
  if (artifact) run->flags |= ARTIFACT;
  FPDFText_GetMatrix(text, i, &m);
  double size = FPDFText_GetFontSize(text, i), sign = size < 0 ? -1 : 1;
  double a = m.a, b = m.b, c = m.c, d = m.d;
  size = fabs(size) * sqrt(c * c + d * d);
  run->size = size >= 0 ? lower(size, LARGEST) : 0;
  run->angle = atan2(sign * (p->view.b * a + p->view.d * b), sign * (p->view.a * a + p->view.c * b));
  if (!(fabs(run->angle) >= 1e-4)) run->angle = 0;
}

/* TeX's fonts drawn by pixels name no characters: codes of ligatures, dashes, quotes and the bullet in its encodings
 * (OT1, T1, TS1). The glyph stays marked as unmapped. */
static unsigned tex(unsigned code) {
  static const uint16_t ligature[] = {0xFB00, 0xFB01, 0xFB02, 0xFB03, 0xFB04};
  static const uint16_t sign[] = {0x201C, 0x201D, 0x201E, 0xAB, 0xBB, 0x2013, 0x2014};
  if (code >= 0x0B && code <= 0x0F && code != 0x0D) return ligature[code - 0x0B];
  if (code >= 0x1B && code <= 0x1F) return ligature[code - 0x1B];
  if (code >= 0x10 && code <= 0x16) return sign[code - 0x10];
  return code == 0x88 ? 0x2022 : code;
}

/* The value text can use: surrogates, NUL, controls and non-characters never leave. */
static int32_t sane(unsigned code, int *flags) {
  if (*flags & HYPHEN && (code == 2 || code == 0xFFFE || code == 0xFFFF)) return '-';
  if (*flags & UNMAPPED && !(*flags & GENERATED)) code = tex(code);
  if (code == '\t' || code == '\n' || code == '\r') return *flags & GENERATED ? (int32_t)code : ' ';
  if (code == 0xFFFD || code < 32 || (code >= 127 && code < 160) || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF ||
      (code & 0xFFFE) == 0xFFFE) { *flags |= UNMAPPED; return 0xFFFD; }
  return code;
}

/* Fills the glyph columns from the text page, glyph_cap at most of count. */
void pb_glyphs(H text, int32_t count, Page *p) {
  Run run = {.mcid = -1, .rgba = 255, .clip = {0, 0, p->width, p->height}};
  double pen_x = 0, pen_y = 0;
  Box last = {0, 0, 0, 0};
  for (int32_t i = 0; i < count; i++) {
    if (p->glyphs >= p->glyph_cap) { p->truncated |= T_GLYPHS; break; }
    unsigned code = FPDFText_GetUnicode(text, i);
    int generated = FPDFText_IsGenerated(text, i) == 1;
    H object = generated ? 0 : FPDFText_GetTextObject(text, i);
    if (object && object != run.object) enter(p, text, i, object, &run);
    int flags = run.flags;
    double size = run.size;
    Box b = nowhere();
    if (generated) { /* PDFium places these without the text matrix: put them at the end of the glyph before */
      flags |= GENERATED;
      double across = sin(run.angle);
      b = last;
      if (across > 0.7) b.y0 = b.y1;
      else if (across < -0.7) b.y1 = b.y0;
      else if (cos(run.angle) < 0) b.x1 = b.x0;
      else b.x0 = b.x1;
    } else {
      Rect r = {0, 0, 0, 0};
      double x = 0, y = 0;
      int placed = FPDFText_GetCharOrigin(text, i, &x, &y);
      int boxed = FPDFText_GetLooseCharBox(text, i, &r);
      if (FPDFText_IsHyphen(text, i) == 1) flags |= HYPHEN;
      if (FPDFText_HasUnicodeMapError(text, i) == 1) flags |= UNMAPPED;
      if (!placed) { x = r.left; y = r.bottom; }
      pen_x = bounded(p->view.a * x + p->view.c * y + p->view.e);
      pen_y = bounded(p->view.b * x + p->view.d * y + p->view.f);
      if (boxed) { extend(&b, &p->view, r.left, r.bottom); extend(&b, &p->view, r.right, r.top); }
      else b = (Box){pen_x, pen_y, pen_x, pen_y};
      b = bounded_box(b);
      if (!(size > 0)) size = lower(upper(b.x1 - b.x0, b.y1 - b.y0), LARGEST);
      if (!(b.x1 - b.x0 < REACH * size && b.x0 > pen_x - REACH * size && b.x1 < pen_x + REACH * size)) { b.x0 = upper(b.x0, pen_x - size); b.x1 = lower(b.x1, pen_x + size); }
      if (!(b.y1 - b.y0 < REACH * size && b.y0 > pen_y - REACH * size && b.y1 < pen_y + REACH * size)) { b.y0 = upper(b.y0, pen_y - size); b.y1 = lower(b.y1, pen_y + size); }
      if (!(b.x1 >= b.x0)) b.x0 = b.x1 = pen_x;
      if (!(b.y1 >= b.y0)) b.y0 = b.y1 = pen_y;
      if (b.y1 - b.y0 < size / 16 && fabs(sin(run.angle)) < 0.1) { b.y0 = pen_y - 0.75 * size; b.y1 = pen_y + 0.25 * size; }
      last = b = bounded_box(b);
    }
    if (code >= 0xD800 && code < 0xDC00 && i + 1 < count) { /* two halves, one glyph */
      unsigned low = FPDFText_GetUnicode(text, i + 1);
      if (low >= 0xDC00 && low < 0xE000) { code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00); i++; }
    }
    double x = (b.x0 + b.x1) / 2, y = (b.y0 + b.y1) / 2;
    if (!(x >= run.clip.x0 && x <= run.clip.x1 && y >= run.clip.y0 && y <= run.clip.y1)) flags |= CLIPPED;
    int32_t n = p->glyphs++;
    p->code[n] = code = sane(code, &flags);
    p->x0[n] = b.x0; p->y0[n] = b.y0; p->x1[n] = b.x1; p->y1[n] = b.y1;
    p->ox[n] = generated ? b.x0 : pen_x; p->oy[n] = pen_y;
    p->size[n] = size; p->angle[n] = run.angle;
    p->font[n] = run.font; p->flags[n] = flags; p->mcid[n] = run.mcid;
    p->rgba[n] = run.rgba; p->confidence[n] = 255;
    if (generated || code == ' ' || code == 0xA0) { p->blanks++; continue; }
    if (flags & UNMAPPED || (code >= 0xE000 && code < 0xF900)) p->unmapped++;
    if (flags & INVISIBLE) p->invisible++;
    else if (!(flags & CLIPPED)) { p->visible++; p->visible_area += (b.x1 - b.x0) * (b.y1 - b.y0); }
  }
}

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
  while (inherited_count > 0) taken[--inherited_count]->object = 0;
  for (int i = roots - 1; i >= 0; i--) {
    H root = FPDF_StructTree_GetChildAtIndex(tree, i);
    if (root) waiting[top++] = (Waiting){root, -1, 1};
  }
  while (top > 0) {
    Waiting next = waiting[--top];
    Inherited *met = slot(next.element);
    if (met->object) continue; /* a loop, or a child of two parents */
    if (t->count >= TAGS || next.depth > DEEPEST) { t->cut = 1; continue; }
    met->object = next.element;
    taken[inherited_count++] = met;
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
