package io.pagebridge.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageSelectionTest {
    @Test
    void rangesAreSortedAndJoined() {
        assertThat(PageSelection.parse("12-, 1-5,8,6").toString()).isEqualTo("1-6,8,12-");
    }

    @Test
    void nothingFollowsAnOpenRange() {
        assertThat(PageSelection.parse("3-,7,9-11").toString()).isEqualTo("3-");
    }

    @Test
    void countsOnlyPagesThatExist() {
        PageSelection pages = PageSelection.parse("1-5,8,12-");

        assertThat(pages.count(10)).isEqualTo(6);
        assertThat(pages.count(14)).isEqualTo(9);
        assertThat(PageSelection.ALL.count(14)).isEqualTo(14);
    }

    @Test
    void containsWhatIsInside() {
        PageSelection pages = PageSelection.parse("2-3,9-");

        assertThat(pages.contains(2)).isTrue();
        assertThat(pages.contains(4)).isFalse();
        assertThat(pages.contains(900)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "a",
                "1,,2",
                "5-3",
                "-3",
                "1--2",
                "99999999",
                "1-5;8",
                "1.5",
                "٣",
                "1-0"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> PageSelection.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
