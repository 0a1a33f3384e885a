package io.pagebridge.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The last resort: where no table is found, a label and the value on its baseline still stand on one line, and never a
 * list of labels before a list of values.
 */
class RowsStayTogetherTest {
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,.]*");

    private static void assertRows(Content content, List<String> labels, List<String> values) {
        String text = CanonicalText.of(content, List.of(1)).text();
        for (int i = 0; i < labels.size(); i++) {
            int at = text.indexOf(labels.get(i));
            assertThat(at).as(labels.get(i) + " in\n" + text).isNotNegative();
            Matcher number = NUMBER.matcher(text);
            assertThat(number.find(at + labels.get(i).length())).isTrue();
            assertThat(number.group())
                    .as("after " + labels.get(i) + " in\n" + text)
                    .isEqualTo(values.get(i));
            assertThat(text.substring(at, number.start())).doesNotContain("\n");
            boolean last = number.end() == text.length();
            assertThat(last || text.charAt(number.end()) == '\n').as("in\n" + text).isTrue();
        }
    }

    @Test
    void twoRowsAreTooFewForATable() {
        TestPage page = new TestPage(1).text(60, 100, "The harbour board met in May and decided.");
        page.text(60, 140, "Opening balance").text(440, 140, "4,250");
        page.text(60, 156, "Closing balance").text(440, 156, "3,917");
        page.text(60, 200, "The board thanks the members who have left it.");
        assertRows(
                TestPage.analyze(page),
                List.of("Opening balance", "Closing balance"),
                List.of("4,250", "3,917"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void valuesThatShareNoEdge(int seed) {
        Random random = new Random(seed);
        List<String> labels =
                List.of(
                        "Salaries and wages",
                        "Rent",
                        "Repairs of the quay",
                        "Insurance",
                        "Interest paid",
                        "Audit");
        List<String> values = List.of("1,204", "77", "31,550", "9", "640", "8,003");
        TestPage page = new TestPage(1);
        double y = 120;
        for (int i = 0; i < labels.size(); i++) {
            y += 14 + random.nextInt(12);
            page.text(60 + random.nextInt(30), y, labels.get(i));
            page.text(300 + random.nextInt(200), y, values.get(i));
        }
        assertRows(TestPage.analyze(page), labels, values);
    }

    @Test
    void valuesBesideProseThatIsWrapped() {
        List<String> labels =
                List.of("of the reservoir", "of the lower embankment", "of the two culverts");
        List<String> values = List.of("12", "340", "5,600");
        TestPage page = new TestPage(1);
        for (int i = 0; i < labels.size(); i++) {
            double y = 120 + 60 * i;
            page.text(60, y, "What was paid for the inspection and");
            page.text(60, y + 13, "for the repair that was needed");
            page.text(60, y + 26, labels.get(i)).text(460 - 11 * i, y + 26, values.get(i));
        }
        assertRows(TestPage.analyze(page), labels, values);
    }

    @Test
    void aNumberAtTheEndOfAJustifiedLineEndsNothing() {
        TestPage page = new TestPage(1).text(60, 100, "The board met and").text(160, 100, "paid");
        page.text(200, 100, "all of the").text(270, 100, "340").text(60, 113, "members at once.");
        Content content = TestPage.analyze(page);
        assertThat(content.elements()).hasSize(1);
        assertThat(content.elements().getFirst().passage().text())
                .isEqualTo("The board met and paid all of the 340 members at once.");
    }
}
