package io.pagebridge.layout;

import io.pagebridge.document.Passage;
import io.pagebridge.document.Passage.PlacedWord;
import io.pagebridge.document.Word;
import java.util.ArrayList;
import java.util.List;

/** Writes rows into one text and notes where each word stands in it and on its page. */
final class Passages {
    private final Vocabulary vocabulary;
    private boolean undecided;
    private final StringBuilder text = new StringBuilder();
    private final List<PlacedWord> words = new ArrayList<>();

    /** @param vocabulary null while the document is not known yet: a hyphen that asks it leaves the text undecided */
    Passages(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Passage passage() {
        return new Passage(text.toString(), words);
    }

    /** Whether the text depends on words that were not known. */
    boolean isUndecided() {
        return undecided;
    }

    int length() {
        return text.length();
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    /** A separator that is not on the page. */
    Passages put(String separator) {
        text.append(separator);
        return this;
    }

    /** Running text: rows joined by blanks, words broken at the end of a row made whole. */
    Passages flow(Block block) {
        return flow(block.rows(), block.frame(), block.column());
    }

    Passages flow(List<Row> rows, Frame frame, int column) {
        for (Row row : rows) {
            if (!text.isEmpty()) {
                joinLine(row);
            }
            append(row, frame, column);
        }
        return this;
    }

    /** One line of text for each row, keeping the columns of fixed-pitch type by blanks. */
    Passages lines(List<Row> rows, Frame frame, int column) {
        double left = Double.MAX_VALUE;
        for (Row row : rows) {
            left = Math.min(left, row.box().x0());
        }
        Row above = null;
        for (Row row : rows) {
            if (above != null) {
                text.append('\n');
                if (row.base() - above.base() > 1.8 * Math.max(row.size(), above.size())) {
                    text.append('\n');
                }
            }
            code(row, left, frame, column);
            above = row;
        }
        return this;
    }

    private void code(Row row, double left, Frame frame, int column) {
        double pitch = Math.max(0.2, row.box().width() / Math.max(1, row.text().length()));
        if (row.fixedPitch()) {
            PageWord longest = row.words().getFirst();
            for (PageWord word : row.words()) {
                longest = word.text().length() > longest.text().length() ? word : longest;
            }
            pitch = Math.max(0.2, longest.width() / longest.text().length());
        }
        double end = left;
        boolean first = true;
        for (PageWord word : row.words()) {
            int blanks = (int) Math.min(200, Math.round((word.box().x0() - end) / pitch));
            if (!text.isEmpty()) {
                text.repeat(' ', first ? Math.max(0, blanks) : Math.max(1, blanks));
            }
            place(word, row.page(), frame, column);
            end = word.box().x1();
            first = false;
        }
    }

    void append(Row row, Frame frame, int column) {
        boolean first = true;
        for (PageWord word : row.words()) {
            if (!first && Leaders.isLeader(word)) {
                absorb(word);
                continue;
            }
            if (!first && !word.glued()) {
                text.append(' ');
            } else if (!first && digitBeside(word)) {
                text.append(' ');
            }
            place(word, row.page(), frame, column);
            first = false;
        }
    }

    /** Leaders are drawn but not read: their glyphs go with the word before them. */
    private void absorb(PageWord leaders) {
        PlacedWord before = words.removeLast();
        Word word = before.word();
        words.add(
                new PlacedWord(
                        before.start(),
                        before.end(),
                        new Word(
                                word.text(),
                                word.page(),
                                word.column(),
                                word.box(),
                                word.confidence(),
                                word.recognised(),
                                word.glyphs() + leaders.glyphs())));
    }

    /** A raised figure after a number is a note's sign and must not make another number. */
    private boolean digitBeside(PageWord word) {
        int last = text.length() - 1;
        // "needs only 32." with a raised 2 is not 32.2.
        boolean point = last > 0 && ".,".indexOf(text.charAt(last)) >= 0;
        return word.raised()
                && last >= 0
                && Character.isDigit(text.charAt(point ? last - 1 : last))
                && Character.isDigit(word.text().charAt(0));
    }

    private void place(PageWord word, int page, Frame frame, int column) {
        int start = text.length();
        text.append(word.text());
        words.add(
                new PlacedWord(
                        start,
                        text.length(),
                        new Word(
                                word.text(),
                                page,
                                column,
                                frame.turnBack(word.box()),
                                word.confidence(),
                                word.recognised(),
                                word.glyphs())));
    }

    private void joinLine(Row next) {
        String head = next.words().getFirst().text();
        char last = text.charAt(text.length() - 1);
        int first = head.codePointAt(0);
        if (isIdeographic(last) && isIdeographic(first)) {
            return;
        }
        if (isHyphen(last)
                && text.length() > 1
                && Character.isLetter(text.charAt(text.length() - 2))) {
            if (Character.isLowerCase(first) && !keepsHyphen(head)) {
                dropHyphen();
            } else if (vocabulary != null && vocabulary.isLeftOut(lastWord(), head)) {
                text.append(' ');
            }
            return;
        }
        text.append(' ');
    }

    private boolean keepsHyphen(String head) {
        if (vocabulary == null) {
            undecided = true;
            return true;
        }
        return vocabulary.isLeftOut(lastWord(), head) || vocabulary.prefersHyphen(lastWord(), head);
    }

    /** Without its hyphen. */
    private String lastWord() {
        int start = text.length() - 1;
        while (start > 0 && !Character.isWhitespace(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start, text.length() - 1);
    }

    private void dropHyphen() {
        text.setLength(text.length() - 1);
        PlacedWord broken = words.removeLast();
        Word word = broken.word();
        words.add(
                new PlacedWord(
                        broken.start(),
                        broken.end() - 1,
                        new Word(
                                text.substring(broken.start()),
                                word.page(),
                                word.column(),
                                word.box(),
                                word.confidence(),
                                word.recognised(),
                                word.glyphs())));
    }

    private static boolean isHyphen(char c) {
        return c == '-' || c == '\u2010' || c == '\u00AD';
    }

    static boolean isIdeographic(int code) {
        return Character.isIdeographic(code)
                || code >= 0x3000 && code <= 0x30FF
                || code >= 0xFF00 && code <= 0xFFEF;
    }
}
