package io.pagebridge.extraction;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.Content;
import io.pagebridge.document.Page;
import io.pagebridge.document.Warning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the reader of an answer should know, from the pages and from layout, in the order of the pages. */
final class Warnings {
    private Warnings() {}

    static List<Warning> of(TwoEngines.Combined read, Content content, CanonicalText text) {
        List<Warning> warnings = new ArrayList<>(read.warnings());
        warnings.addAll(content.warnings());
        boolean empty = text.text().isBlank();
        for (CanonicalText.PageSpan page : text.pages()) {
            if (text.slice(page.start(), page.end()).isBlank() && !told(warnings, page.number())) {
                warnings.add(new Warning("no-text", page.number(), "No text on this page."));
            }
        }
        if (empty && text.pages().isEmpty()) {
            warnings.add(new Warning("no-text", null, "No page could be read."));
        }
        return warnings;
    }

    /** Says what of a page was cut at a limit; whether anything was. */
    static boolean addCuts(Page page, List<Warning> warnings) {
        if (page.truncated().isEmpty()) {
            return false;
        }
        Set<String> cuts = new TreeSet<>(page.truncated());
        if (cuts.remove("ocr")) {
            warnings.add(
                    new Warning(
                            "page-timeout",
                            page.number(),
                            "Recognising its text took too long; the text it had is given."));
        }
        if (!cuts.isEmpty()) {
            String all = String.join(", ", cuts);
            warnings.add(new Warning("page-cut", page.number(), "Cut at a limit: " + all + "."));
        }
        return true;
    }

    private static boolean told(List<Warning> warnings, int page) {
        return warnings.stream()
                .anyMatch(w -> w.code().equals("no-text") && w.page() != null && w.page() == page);
    }
}
