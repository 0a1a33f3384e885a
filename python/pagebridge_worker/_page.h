/* What the files of the glyph loop share: PDFium's functions by name, the columns of one
 * page, boxes and matrices. See _glyphs.c for what it is and whose the memory is.
 *
 * Coordinates leave as points, origin top left of the page as displayed, y down. Every
 * sum is made in double and rounded once, without hypot or contraction to fma. */
#ifndef PAGEBRIDGE_PAGE_H
#define PAGEBRIDGE_PAGE_H
#if defined(__clang__)
#pragma STDC FP_CONTRACT OFF
#elif defined(__GNUC__)
#pragma GCC optimize("fp-contract=off")
#endif
#include <math.h>
#include <stdint.h>
#include <string.h>

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
  X(int, FPDFPageObj_HasTransparency, (H)) X(H, FPDFPageObj_GetClipPath, (H)) X(int, FPDFClipPath_CountPaths, (H)) \
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

#define HERE __attribute__((visibility("hidden"))) /* never in the way of PDFium's own names */
#define DECLARE(result, name, arguments) extern HERE result (*name) arguments;
FUNCTIONS(DECLARE)
#undef DECLARE

enum { TEXT = 1, PATH = 2, IMAGE = 3, SHADING = 4, FORM = 5 };
enum { GENERATED = 1, HYPHEN = 2, UNMAPPED = 4, INVISIBLE = 8, CLIPPED = 16, BOLD = 64, ARTIFACT = 128 };
enum { T_GLYPHS = 1, T_PATHS = 2, T_IMAGES = 4, T_FONTS = 8, T_OBJECTS = 16 };
enum { STROKED = 1, FILLED = 2, COVERS = 4 };
enum { CLIPS = 16, CLIP_POINTS = 256, SLOTS = 1 << 17 };
static const double FARTHEST = 1e6;

typedef struct { /* mirrored by page_arrays.PageArrays */
  Affine view;
  double width, height, visible_area;
  int32_t glyph_cap, path_cap, image_cap, font_cap, object_cap, depth_cap;
  int32_t glyphs, paths, images, fonts, objects, truncated, visible, invisible, unmapped, blanks;
  int32_t painted, first_text, ordered, unused; /* ordered: something may cover what was painted before it */
  int32_t *code; float *x0, *y0, *x1, *y1, *ox, *oy, *size, *angle;
  uint16_t *font, *flags; int32_t *mcid; uint32_t *rgba; uint8_t *confidence; int32_t *order;
  uint8_t *kind, *paint; float *px0, *py0, *px1, *py1, *pwidth; uint32_t *stroke, *fill; int32_t *porder;
  float *ibox; int32_t *ipixels, *iorder; uint8_t *iover; H *ihandles; H *font_handles;
} Page;

/* What a text object inside a form takes from the form: marks, clip, all in display space. */
typedef struct { H object; Box clip; int32_t mcid, artifact; } Inherited;

/* What is around an object: the forms that hold it, and the page. `clear`: nothing there
 * makes it see-through, switches it off or cuts it otherwise than along a rectangle. */
typedef struct { Affine form; Box clip; int mcid, artifact, clear, depth; } Around;

/* _around.c */
HERE Inherited *pb_inherited(H object); /* of the page walked last, or 0 */
HERE Inherited *pb_inherit(H object);   /* room for one, empty when it is new; 0: there is none */
HERE void pb_forget(void);
HERE void pb_text_painted(Page *p, H text);
HERE void pb_number_texts(void);
HERE int32_t pb_order_of(H text); /* after pb_number_texts; 0: unknown */
HERE Box pb_clip_of(Page *p, const Affine *t, H object, Box clip);
HERE int pb_is_clear(H object, const Affine *t);
HERE int pb_is_artifact(H object);
HERE uint32_t pb_colour(int (*read)(H, U, U, U, U), H object);
/* _paths.c */
HERE void pb_put(Page *p, int kind, int paint, Box b, Box clip, double width, uint32_t stroke, uint32_t fill);
HERE void pb_path(Page *p, H object, const Around *around);
/* _covers.c */
HERE void pb_over_text(Page *p);

static inline double lower(double a, double b) { return a < b ? a : b; }
static inline double upper(double a, double b) { return a > b ? a : b; }

/* What leaves: no NaN, nothing beyond the farthest coordinate. */
static inline double bounded(double v) { return v > FARTHEST ? FARTHEST : v < -FARTHEST ? -FARTHEST : v == v ? v : 0; }

static inline Box bounded_box(Box b) {
  return (Box){bounded(b.x0), bounded(b.y0), bounded(b.x1), bounded(b.y1)};
}

static inline Affine compose(const Affine *t, const Matrix *m) { /* m first, then t */
  Affine r = {t->a * m->a + t->c * m->b, t->b * m->a + t->d * m->b,
              t->a * m->c + t->c * m->d, t->b * m->c + t->d * m->d,
              t->a * m->e + t->c * m->f + t->e, t->b * m->e + t->d * m->f + t->f};
  return r;
}

static inline void extend(Box *box, const Affine *t, double x, double y) {
  double u = t->a * x + t->c * y + t->e, v = t->b * x + t->d * y + t->f;
  box->x0 = lower(box->x0, u); box->x1 = upper(box->x1, u);
  box->y0 = lower(box->y0, v); box->y1 = upper(box->y1, v);
}

static inline Box nowhere(void) { return (Box){1e30, 1e30, -1e30, -1e30}; }

#endif
