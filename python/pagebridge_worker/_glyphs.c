/* Reads one PDF page through PDFium's public functions into flat columns.
 *
 * Its parts: _binding.c knows PDFium's functions, _objects.c and _paths.c walk what is drawn,
 * _around.c holds what texts take from the forms around them, _covers.c finds what was
 * painted over text, _tags.c the structure tree;
 * here are the glyphs.
 *
 * No PDFium header and no link against the library: the caller asks for the names
 * in pb_names, resolves them in the library already loaded, and hands the addresses
 * to pb_bind in the same order. glyph_twin.py holds the same rules in ctypes, page_arrays.py the
 * mirror of struct Page; both loops must give the same bytes.
 *
 * One thread only, as PDFium itself. Nothing here is owned: handles belong to the
 * caller, columns to Python. */
#include "_page.h"

static const double REACH = 4.0, LARGEST = 1e5;

/* What stays the same for all glyphs of one text object. */
typedef struct { H object; int font, flags, mcid; int32_t order; uint32_t rgba; double size, angle; Box clip; } Run;

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
  run->order = p->ordered ? pb_order_of(object) : 0;
  run->font = at;
  run->rgba = pb_colour(mode == 1 || mode == 5 ? FPDFPageObj_GetStrokeColor : FPDFPageObj_GetFillColor, object);
  run->flags = (mode == 3 || mode == 7 || !(run->rgba & 255) ? INVISIBLE : 0) | (mode == 2 || mode == 6 ? BOLD : 0);
  run->mcid = FPDFPageObj_GetMarkedContentID(object);
  int artifact = pb_is_artifact(object);
  const Inherited *form = pb_inherited(object);
  if (form) {
    run->clip = form->clip;
    if (run->mcid < 0) run->mcid = form->mcid;
    artifact |= form->artifact;
  } else run->clip = pb_clip_of(p, &p->view, object, all);
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
  if (p->ordered) pb_number_texts();
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
    p->rgba[n] = run.rgba; p->confidence[n] = 255; p->order[n] = run.order;
    if (generated || code == ' ' || code == 0xA0) { p->blanks++; continue; }
    if (flags & UNMAPPED || (code >= 0xE000 && code < 0xF900)) p->unmapped++;
    if (flags & INVISIBLE) p->invisible++;
    else if (!(flags & CLIPPED)) { p->visible++; p->visible_area += (b.x1 - b.x0) * (b.y1 - b.y0); }
  }
  if (p->ordered) pb_over_text(p);
}
