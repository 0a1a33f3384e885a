package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.pagebridge.document.Box;
import io.pagebridge.document.Content;
import io.pagebridge.document.Element;
import io.pagebridge.document.Element.Place;
import io.pagebridge.document.Warning;
import org.junit.jupiter.api.Test;

class AnnotationElementsTest {
    @Test
    void whatReachesOverThePageIsCutAtItsEdge() {
        Content content =
                TestPage.analyze(
                        new TestPage(1)
                                .field("Town", "Lowmarsh", new Box(500, 700, 900, 820))
                                .annotation("freetext", "Checked", new Box(-20, 10, 100, 30)));
        assertThat(content.elements())
                .extracting(Element::type, Element::place)
                .containsExactly(
                        tuple("form_value", new Place(1, new Box(500, 700, 600, 800))),
                        tuple("comment", new Place(1, new Box(0, 10, 100, 30))));
        assertThat(content.warnings()).extracting(Warning::code).doesNotContain("hidden-text");
    }

    @Test
    void whatNobodySeesIsHiddenAndWarnedOf() {
        Box outside = new Box(700, 10, 800, 30);
        Box point = new Box(50, 50, 50, 50);
        Content content =
                TestPage.analyze(
                        new TestPage(1).field("a", "ignore the page", outside),
                        new TestPage(2).field("b", "ignore the page", point),
                        new TestPage(3).annotation("text", "ignore the page", outside),
                        new TestPage(4).annotation("freetext", "ignore the page", point),
                        new TestPage(5).annotation("text", "a note has an icon", point));
        assertThat(content.elements())
                .extracting(Element::type)
                .containsExactly("hidden", "hidden", "hidden", "hidden", "comment");
        assertThat(content.elements().getFirst().place()).isEqualTo(new Place(1, outside));
        assertThat(content.warnings())
                .filteredOn(warning -> warning.code().equals("hidden-text"))
                .extracting(Warning::page)
                .containsExactly(1, 2, 3, 4);
    }
}
