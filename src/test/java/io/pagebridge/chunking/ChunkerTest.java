package io.pagebridge.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Box;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.ContentBuilder;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkerTest {
    private static final ChunkKey KEY = new ChunkKey("key", "test");

    /** Words make sizes easy to see. */
    private static final ChunkingOptions SMALL = new ChunkingOptions(64, 100, 0, Tokenizer.WORDS);

    @Test
    void emptyTextHasNoChunks() {
        assertThat(chunks(new ContentBuilder())).isEmpty();
    }

    @Test
    void headingsWithWhichTheTextBeginsAreNotSaidTwice() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .title("Annual report")
                                .heading(1, "Liquidity")
                                .paragraph("Cash was stable."));
        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().headingPath()).containsExactly("Annual report", "Liquidity");
        assertThat(chunks.getFirst().embedText())
                .isEqualTo("Annual report\n\nLiquidity\n\nCash was stable.");
    }

    @Test
    void headingPathStandsInFrontOfTheEmbeddedTextOnly() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .title("Annual report")
                                .heading(1, "Liquidity")
                                .heading(2, "Cash")
                                .paragraph("Cash was stable. ".repeat(40))
                                .heading(2, "Debt")
                                .paragraph("Debt was not. ".repeat(40)));
        Chunk debt = chunks.stream().filter(c -> c.text().startsWith("Debt")).findFirst().get();
        Chunk rest = chunks.getLast();

        assertThat(debt.headingPath()).containsExactly("Annual report", "Liquidity", "Debt");
        assertThat(debt.embedText()).isEqualTo("Annual report > Liquidity\n" + debt.text());
        assertThat(rest.text()).startsWith("Debt was not.");
        assertThat(rest.embedText()).isEqualTo("Annual report > Liquidity > Debt\n" + rest.text());
    }

    @Test
    void metadataTitleIsTheRootAndIsNotRepeated() {
        List<Chunk> chunks =
                chunks(new ContentBuilder().metadataTitle("T").heading(1, "T").paragraph("Text."));
        assertThat(chunks.getFirst().headingPath()).containsExactly("T");
    }

    @Test
    void chapterBeginsAnewOnceTheChunkIsLargeEnough() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .heading(1, "One")
                                .paragraph(words(30))
                                .heading(1, "Two")
                                .paragraph(words(10)));
        assertThat(chunks)
                .extracting(Chunk::headingPath)
                .containsExactly(List.of("One"), List.of("Two"));
    }

    @Test
    void undersizedSiblingsShareAChunkUnderTheirParent() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .heading(1, "Parent")
                                .paragraph(words(30))
                                .heading(2, "A")
                                .paragraph(words(8))
                                .heading(2, "B")
                                .paragraph(words(8)));
        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(1).headingPath()).containsExactly("Parent");
        assertThat(chunks.get(1).text()).startsWith("A\n").contains("\n\nB\n\n");
    }

    @Test
    void headingMovesToTheChunkOfItsText() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .paragraph(words(58))
                                .heading(3, "Next")
                                .paragraph(words(60)));
        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(1).text()).startsWith("Next");
    }

    @Test
    void introductionStaysWithTheFirstItem() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .paragraph(words(60))
                                .paragraph("We need:")
                                .item("- " + words(20))
                                .item("- " + words(20)));
        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(1).text()).startsWith("We need:\n\n- ");
        assertThat(chunks.get(1).type()).isEqualTo(ChunkType.LIST);
    }

    @Test
    void captionStaysWithItsFigure() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .paragraph(words(95))
                                .figure("A bar chart of sales")
                                .caption("Figure 1: Sales"));
        assertThat(chunks.get(1).text()).isEqualTo("A bar chart of sales\n\nFigure 1: Sales");
        assertThat(chunks.get(1).type()).isEqualTo(ChunkType.FIGURE);
        assertThat(chunks.get(1).boxes()).hasSize(1);
    }

    @Test
    void formValuesAndCommentsHaveTheirOwnBoxesAndPage() {
        CanonicalText text =
                new ContentBuilder()
                        .paragraph(words(20))
                        .page(2)
                        .formValue("Town", "Lowmarsh")
                        .comment("Checked")
                        .text();
        assertThat(text.pages().get(1).start()).isEqualTo(text.text().indexOf("Town: "));
        Chunk last =
                new Chunker(new ChunkingOptions(8, 100, 0, Tokenizer.WORDS))
                        .chunk(text, KEY)
                        .getLast();
        assertThat(last.text()).isEqualTo("Town: Lowmarsh\n\nChecked");
        assertThat(last.pages()).containsExactly(2);
        assertThat(last.boxes()).containsExactly(new PageBox(2, new Box(100, 72, 400, 132)));
    }

    @Test
    void oversizeParagraphIsCutBetweenSentencesButNotAfterAbbreviations() {
        String sentence =
                "The report of Dr. Smith and Co. Ltd. says that No. 5 was sold in the U.S. Market. ";
        List<Chunk> chunks = chunks(new ContentBuilder().paragraph(sentence.repeat(20).strip()));
        assertThat(chunks).hasSizeGreaterThan(3);
        assertThat(chunks)
                .allSatisfy(
                        chunk ->
                                assertThat(chunk.text())
                                        .startsWith("The report")
                                        .endsWith("Market."));
        assertThat(chunks).extracting(Chunk::tokens).allMatch(tokens -> tokens > 30);
    }

    @Test
    void codeIsCutBetweenLinesOnly() {
        String line = "call(first, second, third)";
        String code = String.join("\n", IntStream.range(0, 90).mapToObj(i -> line).toList());
        List<Chunk> chunks = chunks(new ContentBuilder().code(code));
        assertThat(chunks)
                .hasSizeGreaterThan(2)
                .allSatisfy(
                        chunk -> {
                            assertThat(chunk.type()).isEqualTo(ChunkType.CODE);
                            assertThat(chunk.text().lines()).allMatch(line::equals);
                        });
    }

    @Test
    void paragraphOverAPageBreakListsBothPagesWithABoxEach() {
        Chunk chunk =
                chunks(new ContentBuilder().paragraphOver("it began", "and ended")).getFirst();
        assertThat(chunk.pages()).containsExactly(1, 2);
        assertThat(chunk.boxes()).extracting(PageBox::page).containsExactly(1, 2);
    }

    @Test
    void eachColumnHasItsBox() {
        Chunk chunk =
                chunks(new ContentBuilder().paragraph("left one").column(1).paragraph("right one"))
                        .getFirst();
        assertThat(chunk.boxes()).hasSize(2);
        assertThat(chunk.boxes().get(0).box().x1()).isLessThan(chunk.boxes().get(1).box().x0());
    }

    @Test
    void pageOpenedByAChapterNeverSharesAChunkWithThePageBefore() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .heading(1, "Cover")
                                .paragraph("Short.")
                                .page(2)
                                .heading(1, "Chapter")
                                .paragraph(words(9)));
        assertThat(chunks).hasSize(2);
    }

    @Test
    void aLineAboveTheTitleIsNoChunkOfItsOwn() {
        List<Chunk> chunks =
                new Chunker(ChunkingOptions.DEFAULT)
                        .chunk(
                                new ContentBuilder()
                                        .paragraph("Office of Weights")
                                        .title("Annual Report")
                                        .paragraph("word ".repeat(100).strip())
                                        .text(),
                                new ChunkKey("key", "test"));
        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().text()).startsWith("Office of Weights\n\nAnnual Report\n\n");
    }

    @Test
    void longHeadingPathLeavesRoomForTheText() {
        ContentBuilder builder = new ContentBuilder();
        for (int level = 1; level < 6; level++) {
            builder.heading(level, "Heading " + words(30));
        }
        List<Chunk> chunks = chunks(builder.paragraph(words(50)));
        Chunk last = chunks.getLast();
        assertThat(last.tokens()).isLessThanOrEqualTo(100);
        assertThat(last.headingPath()).hasSize(5);
    }

    private static List<Chunk> chunks(ContentBuilder builder) {
        CanonicalText text = builder.text();
        return new Chunker(SMALL).chunk(text, KEY);
    }

    private static String words(int count) {
        return String.join(" ", IntStream.range(0, count).mapToObj(i -> "w" + i).toList());
    }
}
