package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.Box;
import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import io.pagebridge.document.Element;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FigurePlacesTest {
    private static final Box PICTURE = new Box(100, 200, 400, 380);

    private static TestPage prose(TestPage page, double from, int lines) {
        for (int i = 0; i < lines; i++) {
            page.text(
                    50, from + 12 * i, "The council met on the first day of every month that year");
        }
        return page.text(50, from + 12 * lines, "and agreed.");
    }

    private static List<Element.Figure> figures(Content content) {
        return content.elements().stream()
                .filter(Element.Figure.class::isInstance)
                .map(Element.Figure.class::cast)
                .toList();
    }

    private static List<String> types(Content content) {
        return content.elements().stream().map(Element::type).toList();
    }

    @Test
    void aPictureStandsBeforeTheCaptionBelowItAndHasItsOwnBox() {
        TestPage page = prose(new TestPage(1), 100, 4).image(PICTURE);
        prose(page.text(100, 400, "Figure 1: The town hall."), 440, 4);

        Content content = TestPage.analyze(page);

        assertThat(types(content)).containsExactly("paragraph", "figure", "caption", "paragraph");
        assertThat(figures(content).getFirst().box()).isEqualTo(PICTURE);
        assertThat(figures(content).getFirst().passage().isEmpty()).isTrue();
    }

    @Test
    void aPictureUnderItsCaptionFollowsIt() {
        TestPage page = prose(new TestPage(1), 100, 3).text(100, 190, "Figure 1: The town hall.");
        prose(page.image(PICTURE), 440, 4);

        assertThat(types(TestPage.analyze(page)))
                .containsExactly("paragraph", "caption", "figure", "paragraph");
    }

    @Test
    void whatItsTagSaysIsKnownOfAPictureAndNoText() {
        TestPage page = prose(new TestPage(1), 100, 4).image(PICTURE);
        prose(page.described("A town hall with two towers"), 440, 4);

        Content content = TestPage.analyze(page);

        Element.Figure figure = figures(content).getFirst();
        assertThat(figure.alternative()).isEqualTo("A town hall with two towers");
        assertThat(figure.passage().isEmpty()).isTrue();
        assertThat(content.warnings()).isEmpty();
        CanonicalText text = CanonicalText.of(content, List.of(1));
        assertThat(text.text()).contains("agreed.\n\nThe council").doesNotContain("town hall");
    }

    @Test
    void namesOfFilesAndEmptyWordsSayNothing() {
        for (String text : List.of("image0001-small.jpeg", "picture", "Decorative", "Logo 12")) {
            TestPage page = prose(new TestPage(1), 100, 4).image(PICTURE).described(text);
            Content content = TestPage.analyze(prose(page, 440, 4));
            assertThat(figures(content).getFirst().alternative()).as(text).isNull();
        }
    }

    @Test
    void logosIconsBackgroundsAndWholePagesAreNoFigures() {
        TestPage[] pages =
                IntStream.rangeClosed(1, 4)
                        .mapToObj(i -> prose(new TestPage(i), 100, 4).image(PICTURE))
                        .toArray(TestPage[]::new);
        pages[1].image(new Box(450, 600, 470, 615));
        pages[2].image(new Box(0, 0, 600, 800));
        pages[3].image(new Box(40, 90, 500, 165));

        assertThat(figures(TestPage.analyze(pages))).isEmpty();
    }

    @Test
    void labelsInADrawingAreNeitherTableNorProseAndItsBoxIsTheDrawings() {
        TestPage page = prose(new TestPage(1), 100, 4);
        page.line(100, 220, 100, 400).line(100, 400, 400, 400);
        for (int i = 0; i < 8; i++) {
            page.line(100 + 35 * i, 390 - 20 * i, 135 + 35 * i, 375 - 18 * i);
        }
        for (int i = 0; i < 4; i++) {
            page.text(120 + 70 * i, 396, "Q" + i).text(120 + 70 * i, 260, "value " + i);
            page.text(120 + 70 * i, 300, "north").text(120 + 70 * i, 330, "south");
        }
        Content content = TestPage.analyze(prose(page, 440, 4));

        assertThat(types(content)).containsExactly("paragraph", "figure", "paragraph");
        Element.Figure figure = figures(content).getFirst();
        assertThat(figure.passage().text()).contains("value 3", "south");
        assertThat(figure.box().contains(new Box(101, 221, 399, 399))).isTrue();
        assertThat(content.warnings()).isEmpty();
    }

    @Test
    void aFrameWithRoundCornersRoundProseIsNoDrawing() {
        TestPage page = new TestPage(1).line(40, 100, 44, 96).line(400, 96, 404, 100);
        page.line(40, 300, 44, 304).line(400, 304, 404, 300);
        page.line(44, 96, 400, 96).line(44, 304, 400, 304).line(40, 100, 40, 300);

        Content content = TestPage.analyze(prose(page.line(404, 100, 404, 300), 120, 8));

        assertThat(figures(content)).isEmpty();
    }
}
