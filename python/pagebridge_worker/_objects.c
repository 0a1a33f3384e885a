/* Walks a page's objects: paths and images to their columns, texts to their place in the
 * order of painting, and what texts inside forms inherit. */
#include "_page.h"

static const double LARGEST_COVER = 0.5; /* of the page: a larger image is a scan with its text under it */

/* It may hide what was painted before it. Whether it is opaque is asked only where it lies over text. */
static int is_cover(Page *p, H object, const Around *around, Box whole, Box shown) {
  double page = p->width * p->height;
  return p->first_text && around->clear && around->depth == 0 &&
         (whole.x1 - whole.x0) * (whole.y1 - whole.y0) < 4 * page &&
         (shown.x1 - shown.x0) * (shown.y1 - shown.y0) < LARGEST_COVER * page && pb_is_clear(object, &around->form);
}

static void image(Page *p, H object, const Around *around) {
  Matrix m = {1, 0, 0, 1, 0, 0};
  unsigned wide = 0, high = 0;
  FPDFPageObj_GetMatrix(object, &m);
  Affine t = compose(&around->form, &m);
  Box b = nowhere(), whole;
  for (int corner = 0; corner < 4; corner++) extend(&b, &t, corner & 1, corner >> 1);
  whole = b;
  Box clip = pb_clip_of(p, &around->form, object, around->clip);
  b.x0 = upper(b.x0, clip.x0); b.y0 = upper(b.y0, clip.y0);
  b.x1 = lower(b.x1, clip.x1); b.y1 = lower(b.y1, clip.y1);
  if (!(b.x1 > b.x0 && b.y1 > b.y0)) return;
  if (p->images >= p->image_cap) { p->truncated |= T_IMAGES; return; }
  FPDFImageObj_GetImagePixelSize(object, &wide, &high);
  b = bounded_box(b);
  int32_t i = p->images++;
  float *row = p->ibox + 4 * i;
  row[0] = b.x0; row[1] = b.y0; row[2] = b.x1; row[3] = b.y1;
  p->ipixels[2 * i] = wide & INT32_MAX; p->ipixels[2 * i + 1] = high & INT32_MAX;
  p->ihandles[i] = object; p->iorder[i] = p->painted; p->iover[i] = 0;
  int upright = fabs(t.b) + fabs(t.c) < 1e-3 || fabs(t.a) + fabs(t.d) < 1e-3;
  if (upright && is_cover(p, object, around, whole, b)) p->iover[i] = 1, p->ordered = 1;
}

static void shading(Page *p, H object, const Around *around) {
  float left = 0, low = 0, right = 0, high = 0;
  if (!FPDFPageObj_GetBounds(object, &left, &low, &right, &high)) return;
  Box b = nowhere();
  extend(&b, &around->form, left, low); extend(&b, &around->form, right, high);
  pb_put(p, 2, FILLED, b, pb_clip_of(p, &around->form, object, around->clip), 0, 0, 0x808080FF);
}

static void walk(Page *p, H object, const Around *around) {
  if (++p->objects > p->object_cap) { p->truncated |= T_OBJECTS; return; }
  int type = FPDFPageObj_GetType(object);
  if (type != FORM) p->painted++;
  if (type == TEXT) {
    pb_text_painted(p, object);
    Inherited *own = around->depth > 0 ? pb_inherit(object) : 0;
    if (own) *own = (Inherited){object, pb_clip_of(p, &around->form, object, around->clip), around->mcid, around->artifact};
  } else if (type == PATH) pb_path(p, object, around);
  else if (type == IMAGE) image(p, object, around);
  else if (type == SHADING) shading(p, object, around);
  else if (type == FORM && around->depth < p->depth_cap) {
    Matrix m = {1, 0, 0, 1, 0, 0};
    FPDFPageObj_GetMatrix(object, &m);
    Around inner = {.form = compose(&around->form, &m), .clip = pb_clip_of(p, &around->form, object, around->clip)};
    int own = FPDFPageObj_GetMarkedContentID(object);
    inner.mcid = own >= 0 ? own : around->mcid;
    inner.artifact = around->artifact || pb_is_artifact(object);
    inner.clear = around->clear && pb_is_clear(object, &around->form);
    inner.depth = around->depth + 1;
    int count = FPDFFormObj_CountObjects(object);
    for (int i = 0; i < count && p->objects <= p->object_cap; i++) walk(p, FPDFFormObj_GetObject(object, i), &inner);
  }
}

/* Fills the path and image columns. Call before pb_glyphs of the same page. */
void pb_objects(H page, Page *p) {
  Around bare = {.form = p->view, .clip = {0, 0, p->width, p->height}, .mcid = -1, .clear = 1};
  pb_forget();
  int count = FPDFPage_CountObjects(page);
  for (int i = 0; i < count && p->objects <= p->object_cap; i++) walk(p, FPDFPage_GetObject(page, i), &bare);
}
