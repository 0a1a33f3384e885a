package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.layout.Block.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The words that stand in a drawing: its labels, which are neither prose nor a table. */
final class FigureWords {
    /** The labels at the outer ends of lines stand a little outside. */
    private static final double MARGIN = 4;

    private static final int MOST = 150;

    /** So many words in a run are a sentence; a drawing with many of them is a frame round text. */
    private static final int SENTENCE = 7;

    private static final double MOST_SENTENCES = 0.25;

    /** A table with a few signs in it has more words than this, and most of all there are. */
    private static final int TABLE = 24;

    private static final double MOST_IN_TABLE = 0.6;

    private FigureWords() {}

    /** One block for each drawing with labels; its words are taken out of {@code open}. */
    static List<Block> claim(PageInk ink, Frame frame, Edges edges, List<PageWord> open) {
        List<Block> found = new ArrayList<>();
        int page = ink.page().number();
        for (Box drawing : ink.figures().drawings()) {
            Box area = frame.turn(drawing).grow(MARGIN);
            List<PageWord> inside = new ArrayList<>();
            for (PageWord word : open) {
                if (area.contains(word.box().centerX(), word.box().centerY())) {
                    inside.add(word);
                }
            }
            if (inside.isEmpty() || inside.size() > MOST) {
                continue;
            }
            List<Row> rows = RowBuilder.rows(page, inside);
            if (!isProse(rows, inside.size()) && !isTable(page, inside, edges)) {
                found.add(Block.of(Kind.FIGURE, frame, page, 0, rows, "drawing"));
                open.removeIf(identical(inside)::contains);
            }
        }
        return found;
    }

    private static Set<PageWord> identical(List<PageWord> words) {
        Set<PageWord> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(words);
        return set;
    }

    private static boolean isProse(List<Row> rows, int words) {
        int inSentences = 0;
        for (Row row : rows) {
            int run = 0;
            PageWord before = null;
            for (PageWord word : row.words()) {
                boolean goesOn =
                        before != null && word.box().x0() - before.box().x1() < word.size();
                boolean text = Character.isLetter(word.text().codePointAt(0));
                run = goesOn && text ? run + 1 : text ? 1 : 0;
                inSentences += run == SENTENCE ? SENTENCE : run > SENTENCE ? 1 : 0;
                before = word;
            }
        }
        return inSentences > MOST_SENTENCES * words;
    }

    private static boolean isTable(int page, List<PageWord> inside, Edges edges) {
        if (inside.size() < TABLE) {
            return false;
        }
        int taken = 0;
        for (RuledTable table : RuledTables.find(page, inside, edges)) {
            taken += table.words().size();
        }
        return taken > MOST_IN_TABLE * inside.size();
    }
}
