package io.pagebridge.verification;

import java.util.List;
import java.util.Locale;

/**
 * The outcome of comparing two readings of a document.
 *
 * @param agreement mean over the pages, weighted by their length; 1 where nothing was compared
 * @param pages one entry per page that was compared
 */
public record Verification(double agreement, Verdict verdict, List<PageAgreement> pages) {
    public Verification {
        pages = List.copyOf(pages);
    }

    /** What the comparison says about the text of record. */
    public enum Verdict {
        /** Nothing was compared: no page looked suspicious, or it was switched off. */
        NOT_CHECKED,
        /** Every compared page agrees. */
        ACCEPTED,
        /** At least one page disagrees. */
        DISPUTED;

        /** The name used in answers. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public static final Verification NONE = new Verification(1, Verdict.NOT_CHECKED, List.of());

    public int pagesChecked() {
        return pages.size();
    }

    /** Pages on which the readings differ by more than {@link Comparison#AGREEMENT} allows. */
    public List<PageAgreement> disputed() {
        return pages.stream().filter(page -> page.f1() < Comparison.AGREEMENT).toList();
    }
}
