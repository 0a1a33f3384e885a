package io.pagebridge.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pagebridge.chunking.Chunk;
import io.pagebridge.chunking.ChunkType;
import io.pagebridge.chunking.Tokenizer;
import io.pagebridge.document.Box;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Cell;
import io.pagebridge.document.Content;
import io.pagebridge.document.Element;
import io.pagebridge.document.Passage;
import io.pagebridge.document.Passage.PlacedWord;
import io.pagebridge.document.TableRow;
import io.pagebridge.document.Word;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a document when its hook has covered something. */
class EditsTest {
    private static final Element.Evidence EVIDENCE = new Element.Evidence("style", 1);

    private final Content content =
            new Content(
                    "Letter to Ada Lovelace",
                    "en",
                    List.of(
                            new Element.Furniture(passage("Ada Lovelace, private"), EVIDENCE),
                            new Element.Heading(passage("To Ada Lovelace"), EVIDENCE, 1),
                            new Element.Paragraph(passage("Dear 𝔸da, call 12 or 12."), EVIDENCE),
                            table()),
                    List.of());
    private final CanonicalText text = CanonicalText.of(content, List.of(1));
    private final Edits edits = new Edits(Tokenizer.WORDS.counter(), 40);

    @Test
    void everyChunkStaysASliceOfTheTextWhateverTheWidthOfASign() throws Exception {
        List<Chunk> chunks = chunks();
        Hooked hooked =
                edits.apply(
                        content,
                        text,
                        chunks,
                        List.of(edit(0), covering(1, "𝔸da", "███"), covering(2, "12", "🟫🟫")));
        assertThat(hooked.text().text()).contains("Dear ███, call 12").contains("a | 🟫🟫");
        for (Chunk chunk : hooked.chunks()) {
            assertThat(hooked.text().slice(chunk.start(), chunk.end())).isEqualTo(chunk.text());
            assertThat(chunk.embedText()).endsWith(chunk.text());
        }
        for (CanonicalText.Span span : hooked.text().spans()) {
            assertThat(hooked.text().slice(span.start(), span.end()))
                    .isEqualTo(span.element().passage().text());
            assertThat(span.element()).isSameAs(hooked.content().elements().get(span.index()));
        }
        for (PlacedWord word : hooked.text().words()) {
            assertThat(hooked.text().slice(word.start(), word.end())).isEqualTo(word.word().text());
        }
        assertThat(hooked.text().pages().getLast().end()).isEqualTo(hooked.text().text().length());
    }

    @Test
    void whatIsCoveredInTheTextIsCoveredWhereverItIsRepeated() throws Exception {
        List<Edit> covered = List.of(covering(0, "Ada Lovelace", "████████████"), edit(1), edit(2));
        Hooked hooked = edits.apply(content, text, chunks(), covered);
        assertThat(hooked.content().title()).isEqualTo("Letter to ████████████");
        assertThat(hooked.content().elements().getFirst().passage().text())
                .isEqualTo("████████████, private");
        assertThat(hooked.chunks())
                .extracting(Chunk::embedText)
                .noneMatch(e -> e.contains("Ada L"));
        assertThat(hooked.chunks().get(1).headingPath()).containsExactly("To ████████████");
        assertThat(hooked.cover().text("by ADA or Ada\nLovelace"))
                .isEqualTo("by ADA or ████████████");
    }

    @Test
    void onlyThatCellOfATableIsCovered() throws Exception {
        Hooked hooked =
                edits.apply(
                        content,
                        text,
                        chunks(),
                        List.of(edit(0), edit(1), covering(2, "12", "--")));
        Element.Table table = (Element.Table) hooked.content().elements().get(3);
        assertThat(table.cells()).extracting(Cell::text).containsExactly("a", "--", "b", "12");
        assertThat(hooked.text().text()).contains("call 12 or 12.");
    }

    @Test
    void whatTwoChunksShareIsCoveredInBoth() throws Exception {
        Chunk one = chunk("one", 0, 0, text.text().length());
        Chunk two = chunk("two", 1, 3, 15);
        List<Edit> covered =
                List.of(
                        new Edit(0, one.text().replace("Ada", "███"), null, null, null),
                        new Edit(1, null, null, null, null));
        Hooked hooked = edits.apply(content, text, List.of(one, two), covered);
        assertThat(hooked.chunks().getLast().text()).isEqualTo("███ Lovelace");
        assertThat(hooked.chunks().getLast().embedText()).endsWith("███ Lovelace");
    }

    @Test
    void theChunksThatAreLeftAreLinkedAndNumberedAnew() throws Exception {
        Hooked hooked = edits.apply(content, text, chunks(), List.of(edit(0), edit(2)));
        assertThat(hooked.chunks()).extracting(Chunk::id).containsExactly("c0", "c2");
        assertThat(hooked.chunks()).extracting(Chunk::index).containsExactly(0, 1);
        assertThat(hooked.chunks()).extracting(Chunk::previousId).containsExactly(null, "c0");
        assertThat(hooked.chunks()).extracting(Chunk::nextId).containsExactly("c2", null);
        assertThat(hooked.text()).isSameAs(text);
    }

    @Test
    void tokensOfAChangedEmbedTextAreCountedAgainAndBounded() throws Exception {
        Edit three = new Edit(0, null, "one two three", List.of("H"), null);
        Chunk chunk = edits.apply(content, text, chunks(), List.of(three)).chunks().getFirst();
        assertThat(chunk.tokens()).isEqualTo(3);
        assertThat(chunk.headingPath()).containsExactly("H");
        Edit long41 = new Edit(0, null, "word ".repeat(41), null, null);
        assertThatThrownBy(() -> edits.apply(content, text, chunks(), List.of(long41)))
                .isInstanceOf(HookAnswer.RefusedException.class)
                .hasMessage("chunk 0 has an 'embed_text' of 41 tokens, 40 are allowed");
    }

    @Test
    void signsThatTakeMoreTokensThanAllowedAreShortenedInTheEmbedText() throws Exception {
        Edits bytes = new Edits(Tokenizer.O200K_BASE.counter(), 12);
        Chunk chunk = chunk("c", 0, 0, 15);
        String covered = "To ████████████";
        assertThat(Tokenizer.O200K_BASE.counter().count("H\n" + "█🟫".repeat(6))).isGreaterThan(12);
        Edit edit = new Edit(0, "To " + "🟫".repeat(12), null, null, null);
        Chunk after = bytes.apply(content, text, List.of(chunk), List.of(edit)).chunks().getFirst();
        assertThat(after.text()).isEqualTo("To " + "🟫".repeat(12));
        assertThat(after.embedText()).endsWith("To 🟫");
        assertThat(after.tokens()).isLessThanOrEqualTo(12);
        assertThat(covered).hasSameSizeAs(chunk.text());
    }

    private Edit covering(int index, String what, String signs) {
        return new Edit(
                index, chunks().get(index).text().replaceFirst(what, signs), null, null, null);
    }

    private static Edit edit(int index) {
        return new Edit(index, null, null, null, null);
    }

    /** One for each element of the text. */
    private List<Chunk> chunks() {
        List<Chunk> chunks = new ArrayList<>();
        for (CanonicalText.Span span : text.spans()) {
            chunks.add(chunk("c" + chunks.size(), chunks.size(), span.start(), span.end()));
        }
        return chunks;
    }

    private Chunk chunk(String id, int index, int start, int end) {
        String slice = text.slice(start, end);
        return new Chunk(
                id,
                index,
                ChunkType.TEXT,
                slice,
                "To Ada Lovelace\n" + slice,
                start,
                end,
                10,
                List.of("To Ada Lovelace"),
                List.of(1),
                List.of(),
                null,
                false,
                1,
                null,
                null);
    }

    private static Element.Table table() {
        Box box = new Box(0, 0, 1, 1);
        return new Element.Table(
                passage("a | 12\nb | 12"),
                EVIDENCE,
                2,
                0,
                List.of(new TableRow(0, 6, false, 0, -1, 1), new TableRow(7, 13, false, 0, -1, 1)),
                List.of(
                        new Cell(0, 0, 1, 1, false, "a", 1, box),
                        new Cell(0, 1, 1, 1, false, "12", 1, box),
                        new Cell(1, 0, 1, 1, false, "b", 1, box),
                        new Cell(1, 1, 1, 1, false, "12", 1, box)),
                null,
                null,
                null);
    }

    private static Passage passage(String text) {
        List<PlacedWord> words = new ArrayList<>();
        int at = 0;
        for (String word : text.split("[ \n]")) {
            int start = text.indexOf(word, at);
            at = start + word.length();
            Word placed = new Word(word, 1, 0, new Box(0, 0, 1, 1), 1, false, word.length());
            words.add(new PlacedWord(start, at, placed));
        }
        return new Passage(text, words);
    }
}
