package io.pagebridge.chunking;

import io.pagebridge.document.CanonicalText;
import io.pagebridge.document.CanonicalText.PageSpan;
import io.pagebridge.document.CanonicalText.Span;
import io.pagebridge.document.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns the elements of a canonical text into blocks, each under its heading path. Used once for each document. */
final class Blocks {
    /** A longer heading is cut in heading paths, so that they stay small beside the text. */
    private static final int LONGEST_NAME = 300;

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final CanonicalText text;
    private final TokenSums sums;
    private final TableRuns tables;
    private final Set<Integer> pageStarts = new HashSet<>();
    private final List<Element.Heading> open = new ArrayList<>();
    private SectionPath path;

    Blocks(CanonicalText text, TokenSums sums) {
        this.text = text;
        this.sums = sums;
        this.tables = new TableRuns(text.text());
        String title = text.title() == null || text.title().isBlank() ? null : name(text.title());
        this.path = new SectionPath(title, List.of());
        for (PageSpan page : text.pages()) {
            if (page.start() > 0) {
                pageStarts.add(page.start());
            }
        }
    }

    List<Block> read() {
        List<Block> blocks = new ArrayList<>(text.spans().size());
        List<Span> spans = text.spans().stream().filter(span -> !isBlank(span)).toList();
        for (int i = 0; i < spans.size(); i++) {
            int last = i;
            while (last + 1 < spans.size() && continues(spans.get(last), spans.get(last + 1))) {
                last++;
            }
            blocks.add(block(spans.subList(i, last + 1)));
            i = last;
        }
        return blocks;
    }

    private Block block(List<Span> spans) {
        Element element = spans.getFirst().element();
        String content = text.text();
        int start = Blanks.skip(content, spans.getFirst().start(), spans.getFirst().end());
        int end = Blanks.trimEnd(content, start, spans.getLast().end());
        int level =
                switch (element) {
                    case Element.Title title -> enter(title);
                    case Element.Heading heading -> enter(heading);
                    default -> -1;
                };
        TableRun table = element instanceof Element.Table ? tables.read(spans) : null;
        return new Block(
                Kind.of(element),
                level,
                start,
                end,
                sums.count(start, end),
                path,
                pageStarts.contains(spans.getFirst().start()),
                table);
    }

    private int enter(Element.Title title) {
        open.clear();
        String root = path.title() == null ? name(title.passage().text()) : path.title();
        path = new SectionPath(root, List.of());
        return 0;
    }

    private int enter(Element.Heading heading) {
        while (!open.isEmpty() && open.getLast().level() >= heading.level()) {
            open.removeLast();
        }
        open.add(heading);
        path =
                new SectionPath(
                        path.title(), open.stream().map(h -> name(h.passage().text())).toList());
        return Math.max(1, heading.level());
    }

    private boolean isBlank(Span span) {
        return Blanks.skip(text.text(), span.start(), span.end()) == span.end();
    }

    private static boolean continues(Span span, Span next) {
        return span.element() instanceof Element.Table
                && next.element() instanceof Element.Table table
                && table.continues() != null
                && table.continues() == span.index();
    }

    private static String name(String text) {
        String line = BLANKS.matcher(text.strip()).replaceAll(" ");
        if (line.length() <= LONGEST_NAME) {
            return line;
        }
        int blank = line.lastIndexOf(' ', LONGEST_NAME);
        int end = blank > 0 ? blank : line.offsetByCodePoints(0, LONGEST_NAME / 2);
        return line.substring(0, end) + "…";
    }
}
