package io.pagebridge.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.CanonicalText.PageSpan;
import io.pagebridge.document.CanonicalText.Span;
import io.pagebridge.document.Passage.PlacedWord;
import java.util.List;
import org.junit.jupiter.api.Test;

class CanonicalTextTest {
    @Test
    void everySpanIsThePassageOfItsElement() {
        CanonicalText text =
                new ContentBuilder()
                        .title("Report")
                        .furniture("page 1")
                        .paragraph("One two.")
                        .item("- a")
                        .item("- b")
                        .text();
        assertThat(text.text()).isEqualTo("Report\n\nOne two.\n\n- a\n- b");
        for (Span span : text.spans()) {
            assertThat(text.slice(span.start(), span.end()))
                    .isEqualTo(span.element().passage().text());
        }
        assertThat(text.spans()).extracting(Span::index).containsExactly(0, 2, 3, 4);
    }

    @Test
    void everyWordIsItsSliceOfTheText() {
        CanonicalText text =
                new ContentBuilder()
                        .heading(1, "A 𝒳 b")
                        .paragraphOver("here it ends", "and goes on")
                        .text();
        for (PlacedWord placed : text.words()) {
            assertThat(text.slice(placed.start(), placed.end())).isEqualTo(placed.word().text());
        }
    }

    @Test
    void pageBeginsAtItsFirstWordEvenInsideAParagraph() {
        CanonicalText text = new ContentBuilder().paragraphOver("one two", "three four").text();
        assertThat(text.pages()).containsExactly(new PageSpan(1, 0, 8), new PageSpan(2, 8, 18));
    }

    @Test
    void pageWithoutWordsIsEmptyWhereTheTextStands() {
        CanonicalText text =
                new ContentBuilder()
                        .page(2)
                        .paragraph("one")
                        .page(4)
                        .paragraph("two")
                        .page(5)
                        .text();
        assertThat(text.pages())
                .containsExactly(
                        new PageSpan(1, 0, 0),
                        new PageSpan(2, 0, 5),
                        new PageSpan(3, 5, 5),
                        new PageSpan(4, 5, 8),
                        new PageSpan(5, 8, 8));
    }

    @Test
    void onlyChosenPagesAreListed() {
        Content content =
                new ContentBuilder().page(3).paragraph("one").page(7).paragraph("two").content();
        assertThat(CanonicalText.of(content, List.of(3, 7)).pages())
                .extracting(PageSpan::number)
                .containsExactly(3, 7);
    }

    @Test
    void loneSurrogateBecomesReplacementCharacter() {
        CanonicalText text = new ContentBuilder().paragraph("a\uD800b \uDC00").text();
        assertThat(text.text()).isEqualTo("a\uFFFDb \uFFFD");
    }

    @Test
    void emptyDocumentHasEmptyText() {
        CanonicalText text = new ContentBuilder().text();
        assertThat(text.text()).isEmpty();
        assertThat(text.pages()).containsExactly(new PageSpan(1, 0, 0));
    }
}
