package io.pagebridge.extraction;

import io.pagebridge.engine.ReadRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which pages of a document are wanted: ranges in ascending order that neither overlap nor touch. Without any range it
 * means all pages.
 */
public record PageSelection(List<Range> ranges) {
    public static final PageSelection ALL = new PageSelection(List.of());
    private static final int RANGES_LIMIT = 1000;
    private static final int PAGE_LIMIT = 1_000_000;

    /** @param first from 1; {@code last} is inclusive, {@link Integer#MAX_VALUE} means to the end */
    public record Range(int first, int last) {
        public boolean open() {
            return last == Integer.MAX_VALUE;
        }
    }

    public PageSelection {
        ranges = List.copyOf(ranges);
    }

    /**
     * Reads {@code 1-5,8,12-}.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static PageSelection parse(String untrustedText) {
        List<Range> ranges = new ArrayList<>();
        for (String part : untrustedText.split(",", -1)) {
            if (ranges.size() == RANGES_LIMIT) {
                throw new IllegalArgumentException("more than " + RANGES_LIMIT + " ranges");
            }
            ranges.add(range(part.strip()));
        }
        return new PageSelection(joined(ranges));
    }

    public boolean all() {
        return ranges.isEmpty();
    }

    public boolean contains(int page) {
        return all() || ranges.stream().anyMatch(r -> r.first <= page && page <= r.last);
    }

    /** How many of a document's pages are chosen. */
    public int count(int pageCount) {
        if (all()) {
            return pageCount;
        }
        return ranges.stream()
                .mapToInt(r -> Math.max(0, Math.min(r.last, pageCount) - r.first + 1))
                .sum();
    }

    List<ReadRequest.PageRange> toRead() {
        return ranges.stream()
                .map(r -> new ReadRequest.PageRange(r.first, r.open() ? null : r.last))
                .toList();
    }

    private static Range range(String part) {
        int dash = part.indexOf('-');
        if (dash < 0) {
            int page = page(part);
            return new Range(page, page);
        }
        int first = page(part.substring(0, dash).strip());
        String end = part.substring(dash + 1).strip();
        int last = end.isEmpty() ? Integer.MAX_VALUE : page(end);
        if (last < first) {
            throw new IllegalArgumentException("a range that ends before it starts");
        }
        return new Range(first, last);
    }

    private static int page(String digits) {
        if (!digits.matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException("not a page number");
        }
        int page = Integer.parseInt(digits);
        if (page < 1 || page > PAGE_LIMIT) {
            throw new IllegalArgumentException("page numbers start at 1");
        }
        return page;
    }

    private static List<Range> joined(List<Range> ranges) {
        List<Range> sorted = new ArrayList<>(ranges);
        sorted.sort(Comparator.comparingInt(Range::first));
        List<Range> joined = new ArrayList<>();
        for (Range next : sorted) {
            Range previous = joined.isEmpty() ? null : joined.getLast();
            if (previous != null && (previous.open() || next.first <= previous.last + 1)) {
                joined.removeLast();
                joined.add(new Range(previous.first, Math.max(previous.last, next.last)));
            } else {
                joined.add(next);
            }
        }
        return joined;
    }

    /** In the form in which it is written by callers; equal selections give equal texts. */
    @Override
    public String toString() {
        return String.join(
                ",",
                ranges.stream()
                        .map(
                                r ->
                                        r.first == r.last
                                                ? "" + r.first
                                                : r.first + "-" + (r.open() ? "" : r.last))
                        .toList());
    }
}
