package io.pagebridge.extraction;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Document;
import io.pagebridge.document.Page;
import io.pagebridge.document.Properties;
import io.pagebridge.document.Warning;
import io.pagebridge.layout.LayoutAnalyzer;
import io.pagebridge.verification.Comparison;
import io.pagebridge.verification.PageAgreement;
import io.pagebridge.verification.TwoReadings;
import io.pagebridge.verification.Verification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Compares what two engines read of the same pages, after the same layout, so that only the reading differs. */
final class SecondOpinion {
    private final LayoutAnalyzer layout;

    SecondOpinion(LayoutAnalyzer layout) {
        this.layout = layout;
    }

    /**
     * @param numbers the pages to compare; those that one side lacks are left out
     * @param warnings gets one for each page on which the readings differ
     */
    Verification compare(
            Properties properties,
            Map<Integer, Page> first,
            Map<Integer, Page> second,
            Set<Integer> numbers,
            List<Warning> warnings) {
        List<Integer> both =
                numbers.stream()
                        .filter(first::containsKey)
                        .filter(second::containsKey)
                        .sorted()
                        .toList();
        if (both.isEmpty()) {
            return Verification.NONE;
        }
        Map<Integer, String> firstTexts = texts(properties, first, both);
        Map<Integer, String> secondTexts = texts(properties, second, both);
        List<TwoReadings> readings = new ArrayList<>();
        for (int number : both) {
            readings.add(new TwoReadings(number, firstTexts.get(number), secondTexts.get(number)));
        }
        Verification verification = Comparison.compare(readings);
        verification.disputed().forEach(page -> warnings.add(disputed(page)));
        return verification;
    }

    private Map<Integer, String> texts(
            Properties properties, Map<Integer, Page> pages, List<Integer> numbers) {
        List<Page> chosen = numbers.stream().map(pages::get).toList();
        CanonicalText text =
                CanonicalText.of(layout.analyze(new Document(properties, chosen)), numbers);
        Map<Integer, String> texts = new HashMap<>();
        for (CanonicalText.PageSpan page : text.pages()) {
            texts.put(page.number(), text.slice(page.start(), page.end()));
        }
        return texts;
    }

    private static Warning disputed(PageAgreement page) {
        return new Warning(
                "page-disputed",
                page.page(),
                String.format(
                        Locale.ROOT,
                        "The two engines read different text: %d and %d letters and digits, agreement %.2f.",
                        page.firstLength(),
                        page.secondLength(),
                        page.f1()));
    }
}
