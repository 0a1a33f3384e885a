package io.pagebridge.chunking;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.ContentBuilder;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChunkIdsTest {
    private static final ChunkKey KEY = new ChunkKey("report-7", "2026.1");

    @Test
    void idIsAVersion5UuidThatNoProcessChanges() {
        String id = ids(report(new ContentBuilder(), 1), KEY).getFirst();
        assertThat(UUID.fromString(id).version()).isEqualTo(5);
        assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        assertThat(id).isEqualTo("fba517ed-5b95-5708-9cc7-05c8c90ae0f4");
    }

    @Test
    void sameInputsGiveTheSameIds() {
        assertThat(ids(report(new ContentBuilder(), 1), KEY))
                .isEqualTo(ids(report(new ContentBuilder(), 1), KEY));
    }

    @Test
    void pageInsertedInFrontChangesNoOtherId() {
        List<String> before = ids(report(new ContentBuilder(), 1), KEY);
        for (String inserted : List.of("Short.", "word ".repeat(300).strip())) {
            List<String> plain = ids(report(new ContentBuilder().paragraph(inserted), 2), KEY);
            assertThat(plain).endsWith(before.toArray(String[]::new));
            List<String> chapter =
                    ids(report(new ContentBuilder().heading(1, "New").paragraph(inserted), 2), KEY);
            assertThat(chapter).endsWith(before.toArray(String[]::new));
        }
    }

    @Test
    void equalParagraphsHaveDifferentIds() {
        String paragraph = "word ".repeat(300).strip();
        List<String> ids = ids(new ContentBuilder().paragraph(paragraph).paragraph(paragraph), KEY);
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void otherOptionsDocumentOrPipelineGiveOtherIds() {
        List<String> ids = ids(report(new ContentBuilder(), 1), KEY);
        assertThat(ids(report(new ContentBuilder(), 1), new ChunkKey("report-8", "2026.1")))
                .doesNotContainAnyElementsOf(ids);
        assertThat(ids(report(new ContentBuilder(), 1), new ChunkKey("report-7", "2026.2")))
                .doesNotContainAnyElementsOf(ids);
        ChunkingOptions other = new ChunkingOptions(320, 600, 0, Tokenizer.O200K_BASE);
        assertThat(new Chunker(other).chunk(report(new ContentBuilder(), 1).text(), KEY))
                .extracting(Chunk::id)
                .doesNotContainAnyElementsOf(ids);
    }

    /** A page inserted in front may become the title's page: what was the title is a heading then. */
    @Test
    void aTitleThatBecomesAHeadingKeepsItsChunksId() {
        String text = "word ".repeat(200).strip();
        List<String> before = ids(new ContentBuilder().title("Report").paragraph(text), KEY);
        List<String> after =
                ids(
                        new ContentBuilder()
                                .title("Letter")
                                .paragraph("Sirs, ".repeat(60).strip())
                                .page(2)
                                .heading(1, "Report")
                                .paragraph(text),
                        KEY);
        assertThat(after).endsWith(before.toArray(String[]::new));
    }

    /** Neither that the title is a heading then nor the levels below it count for what stands under it. */
    @Test
    void whatStandsUnderATitleThatBecomesAHeadingKeepsItsIds() {
        String text = "word ".repeat(280).strip();
        String more = "words ".repeat(280).strip();
        for (int level = 1; level <= 2; level++) {
            List<String> before =
                    ids(
                            new ContentBuilder()
                                    .title("Report")
                                    .paragraph(text)
                                    .paragraph(more)
                                    .heading(1, "Part")
                                    .paragraph(text)
                                    .paragraph(more),
                            KEY);
            List<String> after =
                    ids(
                            new ContentBuilder()
                                    .title("Letter")
                                    .paragraph("Sirs, ".repeat(60).strip())
                                    .page(2)
                                    .heading(1, "Report")
                                    .paragraph(text)
                                    .paragraph(more)
                                    .heading(level, "Part")
                                    .paragraph(text)
                                    .paragraph(more),
                            KEY);
            assertThat(before).hasSize(4);
            assertThat(after).endsWith(before.toArray(String[]::new));
        }
    }

    @Test
    void theHeadingAboveIsPartOfTheId() {
        String text = "word ".repeat(900).strip();
        assertThat(ids(new ContentBuilder().heading(1, "North").paragraph(text), KEY).get(1))
                .isNotEqualTo(
                        ids(new ContentBuilder().heading(1, "South").paragraph(text), KEY).get(1));
    }

    @Test
    void titleIsNoPartOfTheId() {
        List<String> first = ids(report(new ContentBuilder().metadataTitle("A"), 1), KEY);
        assertThat(ids(report(new ContentBuilder().metadataTitle("B"), 1), KEY)).isEqualTo(first);
    }

    private static ContentBuilder report(ContentBuilder builder, int firstPage) {
        for (int i = 0; i < 4; i++) {
            builder.page(firstPage + i).heading(1 + i % 3, "Part " + i);
            for (int j = 0; j < 5; j++) {
                builder.paragraph(("Part %d says %d. ".formatted(i, j)).repeat(20).strip());
            }
        }
        return builder;
    }

    private static List<String> ids(ContentBuilder builder, ChunkKey key) {
        return new Chunker(ChunkingOptions.DEFAULT)
                .chunk(builder.text(), key).stream().map(Chunk::id).toList();
    }
}
