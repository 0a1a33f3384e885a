package io.pagebridge.layout;

import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Groups consecutive rows of one column into paragraphs, list items and code by distance, indent and style. */
final class ParagraphBuilder {
    /** So few glyphs between two lines may be a bit of a formula. */
    private static final int BIT = 8;

    private final Frame frame;
    private final int column;
    private final List<Row> rows;
    private final TagIndex tags;
    private final double left;
    private final double right;
    private final double pitch;
    private final boolean listings;
    private final List<Block> blocks = new ArrayList<>();

    private ParagraphBuilder(
            List<Row> rows, Frame frame, int column, BodyStyle body, TagIndex tags) {
        this.rows = rows;
        this.tags = tags;
        this.frame = frame;
        this.column = column;
        this.listings = !body.fixed();
        double min = Double.MAX_VALUE;
        double max = -Double.MAX_VALUE;
        double[] pitches = new double[rows.size()];
        int n = 0;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            min = Math.min(min, row.box().x0());
            max = Math.max(max, row.box().x1());
            if (i > 0 && sameStyle(rows.get(i - 1), row)) {
                double distance = (row.base() - rows.get(i - 1).base()) / row.size();
                if (distance > 0.9 && distance < 2.2 && row.words().size() > 2) {
                    pitches[n++] = distance;
                }
            }
        }
        left = min;
        right = max;
        double usual = Math.max(1.0, body.pitch() / Math.max(1, body.size()));
        if (n >= 4) {
            double[] sorted = Arrays.copyOf(pitches, n);
            Arrays.sort(sorted);
            usual = sorted[(n - 1) / 3];
        }
        pitch = usual;
    }

    static List<Block> build(
            List<Row> rows, Frame frame, int column, BodyStyle body, TagIndex tags) {
        return rows.isEmpty()
                ? List.of()
                : new ParagraphBuilder(tags.cutRunIns(rows), frame, column, body, tags).build();
    }

    private List<Block> build() {
        List<Row> open = new ArrayList<>();
        for (Row row : rows) {
            if (!open.isEmpty() && breaks(open, row)) {
                close(open);
                open = new ArrayList<>();
            }
            open.add(row);
        }
        close(open);
        return blocks;
    }

    private void close(List<Row> open) {
        Row first = open.getFirst();
        boolean fixed = open.stream().allMatch(this::isListing);
        ListMarker marker = marker(first);
        int level = tags.headingLevel(tags.owner(first));
        if (level >= 0) {
            blocks.add(
                    Block.of(Kind.HEADING, frame, first.page(), column, open, "tags")
                            .withLevel(level));
        } else if (Leaders.isEntry(open.getLast())) {
            blocks.add(Block.of(Kind.CONTENTS, frame, first.page(), column, open, "leaders"));
        } else if (fixed) {
            blocks.add(Block.of(Kind.CODE, frame, first.page(), column, open, "fixed-pitch"));
        } else if (marker != null && marker.isBullet()) {
            blocks.add(
                    Block.of(Kind.LIST_ITEM, frame, first.page(), column, open, "bullet")
                            .withMarker(marker.text(), 1));
        } else {
            blocks.add(Block.of(Kind.PARAGRAPH, frame, first.page(), column, open, "rows"));
        }
    }

    /** A small o is a bullet, or a word of Portuguese: then it is set like the word after it. */
    private static ListMarker marker(Row row) {
        ListMarker marker = ListMarker.of(row.text());
        boolean letter = marker != null && marker.text().equals("o") && row.words().size() > 1;
        return letter
                        && row.words().get(0).font().name().equals(row.words().get(1).font().name())
                        && Character.isLowerCase(row.words().get(1).text().codePointAt(0))
                ? null
                : marker;
    }

    private boolean isListing(Row row) {
        return listings && row.fixedPitch();
    }

    private static boolean sameSize(Row a, Row b) {
        return Math.abs(a.size() - b.size()) < 0.03 * Math.max(a.size(), b.size());
    }

    private static boolean sameStyle(Row a, Row b) {
        return Math.abs(a.size() - b.size()) < 0.06 * Math.max(a.size(), b.size())
                && a.bold() == b.bold();
    }

    private boolean breaks(List<Row> open, Row row) {
        Row above = open.getLast();
        Row first = open.getFirst();
        double size = Math.max(above.size(), row.size());
        double distance = row.base() - above.base();
        int owner = tags.owner(row);
        int ownerAbove = tags.owner(above);
        if (tags.headingLevel(owner) >= 0 || tags.headingLevel(ownerAbove) >= 0) {
            return owner != ownerAbove;
        }
        boolean fixed = isListing(row) && isListing(above);
        if (Leaders.isEntry(above)) {
            return true;
        }
        if (distance < 0.75 * size && Math.min(above.glyphs(), row.glyphs()) <= BIT) {
            // Too near for a line of its own: limits of a sum, parts of a fraction.
            return false;
        }
        if (fixed) {
            return distance > 3.2 * size;
        }
        if (LabelledValue.is(above)) {
            return true;
        }
        if (isListing(row) != isListing(above)
                && row.words().size() > 1
                && above.words().size() > 1
                && !isFlush(above, row)) {
            return true;
        }
        if (Math.abs(above.size() - row.size()) > 0.09 * size) {
            return true;
        }
        boolean heading = first.bold() && open.size() < 4;
        boolean runsIn = above.bold() && row.words().getFirst().bold() && sameSize(above, row);
        if (!runsIn
                && above.bold() != row.bold()
                && (heading && !row.bold() || row.bold() && !above.bold())) {
            return !(continuesSentence(above, row) && distance < 1.15 * pitch * size);
        }
        if (above.bold() && row.bold() && !sameLook(above, row)) {
            return true;
        }
        if (distance > Math.max(1.28 * pitch, pitch + 0.22) * size) {
            return true;
        }
        if (Notes.opens(row) && Notes.opens(first)) {
            return true;
        }
        ListMarker marker = marker(row);
        if (marker != null && startsItem(marker, first, above, row)) {
            return true;
        }
        return breaksByShape(open, above, row);
    }

    /** The row above is full, and this one stands as near and as far left as the next line of a paragraph. */
    private boolean isFlush(Row above, Row row) {
        return row.base() - above.base() < 1.06 * pitch * Math.max(above.size(), row.size())
                && Math.abs(row.box().x0() - above.box().x0()) < 1
                && above.box().x1() > right - 0.12 * (right - left);
    }

    /** Two bold rows of different size, colour or slant, or one in capitals above one that is not. */
    private static boolean sameLook(Row a, Row b) {
        return sameSize(a, b)
                && a.rgba() == b.rgba()
                && a.italic() == b.italic()
                && isCapitals(a.text()) == isCapitals(b.text());
    }

    private static boolean isCapitals(String text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLowerCase(text.charAt(i))) {
                return false;
            }
            letters += Character.isLetter(text.charAt(i)) ? 1 : 0;
        }
        return letters > 3;
    }

    /** The row above reaches the right edge and the sentence goes on in small letters. */
    private boolean continuesSentence(Row above, Row row) {
        return Character.isLowerCase(row.text().codePointAt(0))
                && above.box().x1() > right - 0.2 * (right - left);
    }

    private boolean startsItem(ListMarker marker, Row first, Row above, Row row) {
        if (marker.isBullet()) {
            boolean dash = "-\u2013\u2014*".contains(marker.text());
            return !dash || endsShort(above, row) || ListMarker.of(first.text()) != null;
        }
        ListMarker before = ListMarker.of(first.text());
        boolean sibling = before != null && before.kind().equals(marker.kind());
        boolean outdented = row.box().x0() < above.box().x0() - 4;
        return sibling && marker.ordinal() == before.ordinal() + 1
                || outdented && marker.ordinal() > 1
                || marker.ordinal() == 1 && endsShort(above, row);
    }

    /** The first word of this row would have fitted at the end of the row above. */
    private boolean endsShort(Row above, Row row) {
        double room = right - above.box().x1();
        if (row.rightToLeft()) {
            room = above.box().x0() - left;
        }
        return room > row.words().getFirst().width() + 0.6 * row.size()
                && room > 0.08 * (right - left);
    }

    /** All rows but the first are indented, and this row starts where the first did: the next entry of a list of works. */
    private static boolean isHanging(List<Row> open, Row row) {
        double start = open.getFirst().box().x0();
        if (open.size() < 2 || Math.abs(row.box().x0() - start) > 1) {
            return false;
        }
        for (Row other : open.subList(1, open.size())) {
            if (other.box().x0() < start + 0.8 * row.size()) {
                return false;
            }
        }
        return true;
    }

    private boolean breaksByShape(List<Row> open, Row above, Row row) {
        String last = above.text();
        boolean stop = SentenceEnd.is(last);
        int head = row.text().codePointAt(0);
        boolean capital = !Character.isLowerCase(head);
        double edge = row.rightToLeft() ? right - row.box().x1() : row.box().x0() - left;
        double edgeAbove = row.rightToLeft() ? right - above.box().x1() : above.box().x0() - left;
        double indent = edge - edgeAbove;
        boolean item = ListMarker.of(open.getFirst().text()) != null;
        boolean centred =
                Math.abs(row.box().centerX() - above.box().centerX()) < 2.5 && Math.abs(indent) > 3;
        if (centred) {
            return false;
        }
        if (indent > 0.8 * row.size() && indent < 8 * row.size()) {
            // Indented first line, unless the row above was the outdented first line of an item.
            return !(open.size() == 1 && (item || !capital))
                    && (stop || capital && open.size() > 1 && endsShort(above, row));
        }
        if (item && indent < -0.8 * row.size() && open.size() > 1) {
            return true;
        }
        if (item && open.size() == 1 && indent < -0.8 * row.size()) {
            return capital;
        }
        if (indent < -0.8 * row.size() && stop && capital && isHanging(open, row)) {
            return true;
        }
        return capital
                && endsShort(above, row)
                && (stop || open.size() == 1 && Classifier.opensCaption(last));
    }
}
