package io.pagebridge.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.ContentBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableChunksTest {
    private static final ChunkKey KEY = new ChunkKey("key", "test");
    private static final ChunkingOptions SMALL = new ChunkingOptions(64, 100, 0, Tokenizer.WORDS);

    @Test
    void smallTableSharesAChunkWithItsText() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .paragraph("Sales were as follows.")
                                .table(null, null, 1, "Item | 2024", "Pens | 5"));
        assertThat(chunks).hasSize(1);
    }

    @Test
    void largeTableHasItsOwnChunkWithCaptionAndHeading() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .paragraph("word ".repeat(40).strip())
                                .heading(2, "Sales")
                                .caption("Table 1: Sales")
                                .table("Table 1: Sales", "in millions", 1, rows(9))
                                .paragraph("after ".repeat(40).strip()));
        assertThat(chunks)
                .extracting(Chunk::type)
                .containsExactly(ChunkType.TEXT, ChunkType.TABLE, ChunkType.TEXT);
        Chunk table = chunks.get(1);
        assertThat(table.text()).startsWith("Sales\n\nTable 1: Sales\n\nItem | 2024 | 2025\n");
        assertThat(table.embedText()).isEqualTo("in millions\n" + table.text());
        assertThat(table.table()).isEqualTo(new TablePart(3, 0, 8, 9, 0, 1));
    }

    @Test
    void linesBelowATableStayWithItAndNotWithTheNextSection() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .heading(2, "Sales")
                                .table(null, null, 1, rows(9))
                                .paragraph("Source: own counts.")
                                .heading(2, "Costs")
                                .paragraph("word ".repeat(40).strip()));
        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(0).type()).isEqualTo(ChunkType.TABLE);
        assertThat(chunks.get(0).text()).endsWith("\n\nSource: own counts.");
        assertThat(chunks.get(1).headingPath()).containsExactly("Costs");
        assertThat(chunks.get(1).text()).startsWith("Costs\n\nword");
    }

    @Test
    void aLineBelowATableOpensTheTextThatFollowsIt() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .table(null, null, 1, rows(9))
                                .paragraph("These figures need a word.")
                                .paragraph("word ".repeat(40).strip()));
        assertThat(chunks).hasSize(2);
        assertThat(chunks.get(1).text()).startsWith("These figures need a word.");
    }

    @Test
    void everyPartRepeatsCaptionUnitsAndHeadersInItsEmbedTextOnly() {
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .caption("Table 1: Sales")
                                .table("Table 1: Sales", "in millions", 1, rows(40)));
        assertThat(chunks).hasSizeGreaterThan(2);
        for (Chunk chunk : chunks.subList(1, chunks.size())) {
            assertThat(chunk.embedText())
                    .isEqualTo("Table 1: Sales\nin millions\nItem | 2024 | 2025\n" + chunk.text());
            assertThat(chunk.text()).doesNotContain("2024").startsWith("Row ");
            assertThat(chunk.table().part()).isEqualTo(chunk.index());
            assertThat(chunk.table().parts()).isEqualTo(chunks.size());
        }
    }

    @Test
    void rowsAreNeverCut() {
        List<Chunk> chunks = chunks(new ContentBuilder().table(null, null, 1, rows(60)));
        List<String> lines = new ArrayList<>();
        chunks.forEach(chunk -> lines.addAll(chunk.text().lines().toList()));
        assertThat(lines).containsExactly(rows(60));
    }

    @Test
    void partRepeatsTheLabelsItsFirstRowStandsUnder() {
        String[] rows = rows(40);
        int[] depths = new int[40];
        rows[1] = "Investing";
        IntStream.range(2, 40).forEach(i -> depths[i] = 1);
        List<Chunk> chunks = chunks(new ContentBuilder().table(null, null, 1, null, depths, rows));
        assertThat(chunks.get(1).embedText()).startsWith("Item | 2024 | 2025\nInvesting\nRow ");
    }

    @Test
    void labelOverOtherRowsNeverEndsAPart() {
        String[] rows = rows(60);
        int[] depths = new int[60];
        for (int i = 1; i < 60; i++) {
            depths[i] = i % 5 == 0 ? 0 : 1;
            rows[i] = i % 5 == 0 ? "Group" + i : rows[i];
        }
        List<Chunk> chunks = chunks(new ContentBuilder().table(null, null, 1, null, depths, rows));
        assertThat(chunks)
                .hasSizeGreaterThan(3)
                .allSatisfy(
                        chunk ->
                                assertThat(chunk.text().lines().toList().getLast())
                                        .startsWith("Row "));
    }

    @Test
    void emptyHeadersAndLabelsAreNotRepeated() {
        String[] rows = rows(40);
        rows[0] = "| | ";
        rows[1] = "| 1 | 2";
        int[] depths = new int[40];
        IntStream.range(2, 40).forEach(i -> depths[i] = 1);
        List<Chunk> chunks = chunks(new ContentBuilder().table(null, null, 1, null, depths, rows));
        assertThat(chunks.get(1).embedText()).startsWith("Row");
    }

    @Test
    void continuedTableHasTheHeadersOfTheFirst() {
        ContentBuilder builder =
                new ContentBuilder()
                        .table("Sales", null, 1, rows(9))
                        .page(2)
                        .paragraph("Something between.");
        String[] rest =
                IntStream.range(0, 9)
                        .mapToObj(i -> "Rest " + i + " | 1 | 2")
                        .toArray(String[]::new);
        List<Chunk> chunks = chunks(builder.table(null, null, 0, 0, new int[9], rest));
        assertThat(chunks.getLast().embedText())
                .contains("Sales\nItem | 2024 | 2025\n")
                .contains("Rest 8");
    }

    @Test
    void rowsOfAContinuedTableRepeatTheLabelOfTheEarlierPage() {
        String[] first = {"Item | 2024", "Operating activities:", "Depreciation | 5"};
        String[] rest = {"Amortisation | 7", "Deferred tax | 9"};
        int[] deep = {1, 1};
        List<Chunk> apart =
                chunks(
                        new ContentBuilder()
                                .table(null, null, 1, null, new int[] {0, 0, 1}, first)
                                .page(2)
                                .paragraph("word ".repeat(60).strip())
                                .table(null, null, 0, 0, deep, rest));
        assertThat(apart.getLast().embedText())
                .startsWith("Item | 2024\nOperating activities:\nword ")
                .contains("\nAmortisation | 7");

        String[] many =
                IntStream.range(0, 40).mapToObj(i -> "Rest " + i + " | 1").toArray(String[]::new);
        int[] depths = IntStream.range(0, 40).map(i -> 1).toArray();
        List<Chunk> joined =
                chunks(
                        new ContentBuilder()
                                .table(null, null, 1, null, new int[] {0, 0, 1}, first)
                                .page(2)
                                .table(null, null, 0, 0, depths, many));
        assertThat(joined).hasSizeGreaterThan(1);
        assertThat(joined.getLast().embedText())
                .startsWith("Item | 2024\nOperating activities:\nRest ");
    }

    @Test
    void neighboursThatContinueEachOtherAreOneTable() {
        String[] rest = {"Rest 1 | 1 | 2", "Rest 2 | 1 | 2"};
        List<Chunk> chunks =
                chunks(
                        new ContentBuilder()
                                .table(null, null, 1, rows(9))
                                .page(2)
                                .table(null, null, 0, 0, new int[2], rest));
        assertThat(chunks).hasSize(1);
        assertThat(chunks.getFirst().pages()).containsExactly(1, 2);
        assertThat(chunks.getFirst().table().rows()).isEqualTo(11);
    }

    @Test
    void giantRowIsCutBetweenCellsAndKeepsItsLabel() {
        String cells = String.join(" | ", IntStream.range(0, 300).mapToObj(i -> "c" + i).toList());
        List<Chunk> chunks =
                chunks(new ContentBuilder().table(null, null, 1, "Head | h", "Giant | " + cells));
        assertThat(chunks).hasSizeGreaterThan(3).allMatch(chunk -> chunk.tokens() <= 100);
        assertThat(chunks.getLast().embedText()).startsWith("Head | h\nGiant\n");
    }

    private static List<Chunk> chunks(ContentBuilder builder) {
        return new Chunker(SMALL).chunk(builder.text(), KEY);
    }

    private static String[] rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i == 0 ? "Item | 2024 | 2025" : "Row " + i + " | 5 | 7")
                .toArray(String[]::new);
    }
}
