package io.pagebridge.verification;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Compares two readings page by page with the F1 of their bags of words: order and blanks differ between engines
 * without anyone being wrong, missing or garbled words do not. Words are runs of letters and digits after NFKC and
 * lower-casing. Where blanks are set differently the words differ but the letters do not; so the better of the F1 over
 * words and the F1 over letter triples of the text without blanks counts. Pure; any thread.
 */
public final class Comparison {
    /** Pages below this F1 are disputed. */
    public static final double AGREEMENT = 0.8;

    private static final int GRAM = 3;

    private Comparison() {}

    public static Verification compare(List<TwoReadings> readings) {
        if (readings.isEmpty()) {
            return Verification.NONE;
        }
        List<PageAgreement> pages = new ArrayList<>();
        double weighted = 0;
        double weights = 0;
        for (TwoReadings reading : readings) {
            PageAgreement page = compare(reading);
            double weight = Math.max(1, Math.max(page.firstLength(), page.secondLength()));
            weighted += page.f1() * weight;
            weights += weight;
            pages.add(page);
        }
        boolean disputed = pages.stream().anyMatch(page -> page.f1() < AGREEMENT);
        return new Verification(
                weighted / weights,
                disputed ? Verification.Verdict.DISPUTED : Verification.Verdict.ACCEPTED,
                pages);
    }

    private static PageAgreement compare(TwoReadings reading) {
        List<String> first = words(reading.first());
        List<String> second = words(reading.second());
        String firstLetters = String.join("", first);
        String secondLetters = String.join("", second);
        double f1 = f1(first, second);
        if (f1 < 1 && firstLetters.length() >= GRAM && secondLetters.length() >= GRAM) {
            f1 = Math.max(f1, f1(grams(firstLetters), grams(secondLetters)));
        }
        return new PageAgreement(reading.page(), f1, firstLetters.length(), secondLetters.length());
    }

    static List<String> words(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int at = 0; at <= folded.length(); ) {
            int codePoint = at < folded.length() ? folded.codePointAt(at) : ' ';
            if (Character.isLetterOrDigit(codePoint)) {
                start = start < 0 ? at : start;
            } else if (start >= 0) {
                words.add(folded.substring(start, at));
                start = -1;
            }
            at += Character.charCount(codePoint);
        }
        return words;
    }

    private static List<String> grams(String letters) {
        List<String> grams = new ArrayList<>();
        for (int at = 0; at + GRAM <= letters.length(); at++) {
            grams.add(letters.substring(at, at + GRAM));
        }
        return grams;
    }

    /** 2 × common / (both), with multiplicity; two empty bags agree. */
    static double f1(List<String> first, List<String> second) {
        if (first.isEmpty() && second.isEmpty()) {
            return 1;
        }
        Map<String, Integer> counts = new HashMap<>();
        for (String word : first) {
            counts.merge(word, 1, Integer::sum);
        }
        int common = 0;
        for (String word : second) {
            Integer left = counts.get(word);
            if (left != null && left > 0) {
                counts.put(word, left - 1);
                common++;
            }
        }
        return 2.0 * common / (first.size() + second.size());
    }
}
