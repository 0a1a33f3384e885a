package io.pagebridge.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static Verification compare(String first, String second) {
        return Comparison.compare(List.of(new TwoReadings(1, first, second)));
    }

    @Test
    void equalReadingsAgreeWhateverTheirOrderAndBlanks() {
        assertThat(compare("The total is 12.5", "is 12.5\nTHE total").agreement()).isEqualTo(1);
        assertThat(compare("annual report of 2019", "annualreport of2019").agreement())
                .isGreaterThan(0.95);
        assertThat(compare("ﬁnance", "finance").agreement()).isEqualTo(1);
    }

    @Test
    void theF1IsTwiceTheCommonWordsOverAllWords() {
        assertThat(Comparison.f1(List.of("a", "b", "b"), List.of("b", "c")))
                .isEqualTo(2.0 / 5, within(1e-9));
        assertThat(Comparison.f1(List.of(), List.of())).isEqualTo(1);
        assertThat(Comparison.f1(List.of("a"), List.of())).isZero();
    }

    @Test
    void aPageThatLostItsTextIsDisputedWithBothLengths() {
        Verification verification = compare("one two three", "");
        assertThat(verification.verdict()).isEqualTo(Verification.Verdict.DISPUTED);
        assertThat(verification.disputed()).containsExactly(new PageAgreement(1, 0, 11, 0));
    }

    @Test
    void agreementWeighsPagesByTheirLength() {
        Verification verification =
                Comparison.compare(
                        List.of(
                                new TwoReadings(1, "abcdefghi", "abcdefghi"),
                                new TwoReadings(2, "x", "y")));
        assertThat(verification.agreement()).isEqualTo(0.9, within(1e-9));
        assertThat(verification.pagesChecked()).isEqualTo(2);
    }

    @Test
    void nothingComparedIsNotAnAgreement() {
        assertThat(Comparison.compare(List.of()).verdict())
                .isEqualTo(Verification.Verdict.NOT_CHECKED);
        assertThat(Verification.Verdict.NOT_CHECKED.code()).isEqualTo("not-checked");
    }
}
