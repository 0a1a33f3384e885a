package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.FontFace;
import io.pagebridge.document.Glyphs;
import io.pagebridge.document.Page;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Makes words of one page's glyphs in one frame: consecutive glyphs on a baseline, cut at blanks and at gaps that are
 * wide for the font. The engine's generated blanks are not trusted, only the distances.
 */
final class WordBuilder {
    private static final FontFace NO_FONT =
            new FontFace("", "", 400, false, false, false, false, 0.8, -0.2);

    private final Page page;
    private final Glyphs glyphs;
    private final Frame frame;
    private final double[] blanks;
    private final FontFace[] fonts;
    private final boolean[] boldFonts;
    private final List<PageWord> words = new ArrayList<>();

    private final StringBuilder text = new StringBuilder();
    private int first = -1;
    private int last = -1;
    private int count;
    private int boldCount;
    private int artifactCount;
    private int rightCount;
    private double confidence;
    private double u0;
    private double v0;
    private double u1;
    private double v1;
    private double base;
    private double size;
    private boolean afterBlank = true;
    private boolean raised;
    private boolean vertical;
    private boolean leader;

    private WordBuilder(Page page, Frame frame, FontFace[] fonts) {
        this.page = page;
        this.glyphs = page.glyphs();
        this.frame = frame;
        this.blanks = BlankWidths.of(page);
        // Asked for every glyph.
        this.fonts = fonts;
        this.boldFonts = new boolean[fonts.length];
        for (int font = 0; font < fonts.length; font++) {
            boldFonts[font] = fonts[font].bold();
        }
    }

    /**
     * @param fonts of the page, as they look
     * @param chosen which glyphs to take, in the engine's order
     */
    static List<PageWord> words(Page page, Frame frame, FontFace[] fonts, int[] chosen) {
        WordBuilder builder = new WordBuilder(page, frame, fonts);
        double[] tracking = Tracking.of(page, frame, chosen);
        boolean[] leaders = Leaders.mark(page.glyphs(), chosen);
        int[] accents = Accents.of(page.glyphs(), frame, chosen);
        for (int k = 0; k < chosen.length; k++) {
            if (accents == null || accents[k] == 0) {
                builder.add(chosen[k], tracking[k], leaders[k]);
            } else if (accents[k] != Accents.TAKEN) {
                builder.add(chosen[k], tracking[k], leaders[k]);
                builder.mark(accents[k]);
            }
        }
        builder.close();
        return WordJoiner.join(builder.words);
    }

    private void add(int i, double tracking, boolean dots) {
        int code = codeOf(i);
        if (Hygiene.isBlank(code)) {
            if (!leader) {
                close();
            }
            afterBlank = true;
            return;
        }
        Box box = frame.turn(glyphs.x0()[i], glyphs.y0()[i], glyphs.x1()[i], glyphs.y1()[i]);
        double glyphBase = frame.v(glyphs.originX()[i], glyphs.originY()[i]);
        double glyphSize = Math.max(0.1, Math.abs(glyphs.size()[i]));
        vertical = frame.quarters() != Frame.quarterOf(glyphs.angle()[i]);
        if (vertical && first >= 0 && Math.abs(glyphBase - base) < VerticalWriting.ASIDE * size) {
            // Commas and full stops stand in a corner of their square.
            glyphBase = base;
        }
        if (first >= 0 && dots != leader) {
            close();
            afterBlank = true;
        }
        leader = dots;
        if (first >= 0 && !continues(i, box, glyphBase, glyphSize, tracking)) {
            double shift = Math.abs(glyphBase - base);
            boolean shifted =
                    touches(box, 0.3)
                            && shift > 0.18 * Math.min(size, glyphSize)
                            && shift <= 0.75 * Math.max(size, glyphSize);
            boolean smaller = glyphSize < 0.86 * size;
            boolean larger = size < 0.86 * glyphSize;
            boolean wasRaised = raised;
            close();
            raised = shifted && smaller && !wasRaised || shifted && wasRaised && !larger;
            afterBlank = !shifted;
        }
        if (first < 0) {
            first = i;
            base = glyphBase;
            size = glyphSize;
            u0 = box.x0();
            u1 = box.x1();
            v0 = box.y0();
            v1 = box.y1();
            if (afterBlank) {
                raised = false;
            }
        }
        u0 = Math.min(u0, box.x0());
        u1 = Math.max(u1, box.x1());
        v0 = Math.min(v0, box.y0());
        v1 = Math.max(v1, box.y1());
        size = Math.max(size, glyphSize);
        last = i;
        count++;
        boldCount += isBold(i) ? 1 : 0;
        artifactCount += glyphs.is(i, Glyphs.ARTIFACT) ? 1 : 0;
        rightCount += Directions.isRightToLeft(code) ? 1 : 0;
        confidence += glyphs.confidenceOf(i);
        text.appendCodePoint(code);
    }

    /** Puts a mark on the letter just added; dotless letters get their plain form back. */
    private void mark(int combining) {
        int end = text.length() - 1;
        char letter = text.charAt(end);
        if (letter == '\u0131' || letter == '\u0237') {
            text.setCharAt(end, letter == '\u0131' ? 'i' : 'j');
        }
        text.appendCodePoint(combining);
        count++;
        confidence += 1;
    }

    /** PDFium reports the hyphen at the end of a line as a control character. */
    private int codeOf(int i) {
        int code = glyphs.codePoints()[i];
        return code == 2 || code < 0x20 && glyphs.is(i, Glyphs.HYPHEN) ? '-' : code;
    }

    private boolean touches(Box box, double em) {
        return box.x0() - u1 < em * size && u0 - box.x1() < em * size;
    }

    private boolean continues(int i, Box box, double glyphBase, double glyphSize, double tracking) {
        if (last == i - 1 && glyphs.sameDrawing(last, i)) {
            // Letters of one ligature share its box.
            return true;
        }
        double larger = Math.max(size, glyphSize);
        if (Math.abs(glyphBase - base) > 0.18 * Math.min(size, glyphSize)) {
            return false;
        }
        if (leader) {
            return box.x0() - u1 < 4 * larger && box.x0() > u0;
        }
        double threshold = Math.max(0.5 * blank(i), 0.1) * larger + tracking;
        threshold = Math.min(threshold, 0.22 * larger + tracking);
        if (vertical) {
            // Between columns there is no blank, only squares that are not full.
            threshold = larger;
        }
        double ahead = box.x0() - u1;
        if (ahead <= threshold && ahead > -0.7 * larger) {
            return true;
        }
        boolean right =
                rightCount > 0
                        || Directions.isRightToLeft(glyphs.codePoints()[i])
                                && !Directions.isLeftToRight(text.codePointBefore(text.length()));
        double behind = u0 - box.x1();
        return right && behind <= threshold && behind > -0.7 * larger;
    }

    private double blank(int i) {
        int font = glyphs.fontIndex(i);
        return font < blanks.length ? blanks[font] : BlankWidths.USUAL;
    }

    private FontFace font(int i) {
        int font = glyphs.fontIndex(i);
        return font < fonts.length ? fonts[font] : NO_FONT;
    }

    private boolean isBold(int i) {
        int font = glyphs.fontIndex(i);
        return glyphs.is(i, Glyphs.FORCED_BOLD) || font < boldFonts.length && boldFonts[font];
    }

    private void close() {
        if (first < 0) {
            return;
        }
        if (text.charAt(text.length() - 1) == 0xAD) {
            // A soft hyphen shows only where a line breaks.
            text.setCharAt(text.length() - 1, '-');
        }
        String clean = Hygiene.clean(text);
        if (!clean.isEmpty()) {
            emit(clean);
        }
        text.setLength(0);
        first = -1;
        count = 0;
        boldCount = 0;
        artifactCount = 0;
        rightCount = 0;
        confidence = 0;
        afterBlank = false;
    }

    private void emit(String clean) {
        FontFace font = font(count > 1 ? last : first);
        words.add(
                new PageWord(
                        leader && count > 1 ? Leaders.WORD : clean,
                        new Box(u0, v0, u1, v1),
                        base,
                        size,
                        font,
                        2 * boldCount > count,
                        glyphs.rgba()[first],
                        first,
                        glyphs.markedContentId()[first],
                        artifactCount == count,
                        raised,
                        !afterBlank,
                        2 * rightCount > count,
                        confidence / count,
                        glyphs.is(first, Glyphs.OCR),
                        count));
    }

    /** The choice of glyphs that satisfy a test, in order. */
    static int[] choose(int count, java.util.function.IntPredicate test) {
        int[] chosen = new int[count];
        int n = 0;
        for (int i = 0; i < count; i++) {
            if (test.test(i)) {
                chosen[n++] = i;
            }
        }
        return Arrays.copyOf(chosen, n);
    }
}
