package io.pagebridge.chunking;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the heading path and other context in front of a chunk's text. Context is worth its tokens only up to a share
 * of the chunk: the path takes at most a quarter of the limit, context lines at most a half. Used once for each document, by one thread.
 */
final class EmbedText {
    private static final String CUT = "…";

    /** Of ordinary text no token has more characters; what is longer is cut unseen. */
    private static final int LONGEST_TOKEN = 32;

    private final int pathLimit;
    private final int contextLimit;
    private final TokenCounter tokens;
    private final Map<List<String>, String> prefixes = new HashMap<>();

    EmbedText(ChunkingOptions options, TokenCounter tokens) {
        this.pathLimit = options.maxTokens() / 4;
        this.contextLimit = options.maxTokens() / 2;
        this.tokens = tokens;
    }

    /** What stands in front of the text: nothing, or lines. Headings with which the text begins are not said twice. */
    String before(SectionPath path, List<String> context, String text) {
        return prefix(path.above(text)) + lines(context);
    }

    /** The heading path with its line break, or nothing; long names are cut, outer headings dropped first. */
    private String prefix(List<String> names) {
        return prefixes.computeIfAbsent(names, this::fittingPrefix);
    }

    private String fittingPrefix(List<String> names) {
        if (names.isEmpty()) {
            return "";
        }
        String whole = line(names);
        if (tokens.count(whole) <= pathLimit) {
            return whole;
        }
        List<String> cut = shortened(names);
        for (int first = 0; first < cut.size(); first++) {
            String candidate = line(cut.subList(first, cut.size()));
            if (tokens.count(candidate) <= pathLimit) {
                return candidate;
            }
        }
        return "";
    }

    private List<String> shortened(List<String> names) {
        int each = Math.max(4, pathLimit / 3);
        return names.stream().map(name -> head(name, each)).toList();
    }

    /** The lines that fit, each with its line break; the last are the most important. */
    private String lines(List<String> context) {
        StringBuilder lines = new StringBuilder();
        int left = contextLimit;
        for (int i = context.size() - 1; i >= 0 && left > 0; i--) {
            String line = head(context.get(i), left - 1) + "\n";
            int cost = tokens.count(line);
            if (cost > left) {
                break;
            }
            lines.insert(0, line);
            left -= cost;
        }
        return lines.toString();
    }

    /** Of the whole path: packing leaves room for it whatever the text begins with. */
    int prefixTokens(SectionPath path) {
        String prefix = prefix(path.names());
        return prefix.isEmpty() ? 0 : tokens.count(prefix) + 1;
    }

    /** How many tokens {@link #lines} takes at most. */
    int cost(List<String> context) {
        return context.isEmpty() ? 0 : tokens.count(lines(context)) + 1;
    }

    /** As many whole words from the start as fit, with an ellipsis where something is missing. */
    private String head(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int reach = Math.min(text.length(), LONGEST_TOKEN * limit);
        int end = 0;
        int used = 0;
        while (end < reach) {
            int blank = text.indexOf(' ', end + 1, reach);
            int stop = blank < 0 ? reach : blank;
            used += tokens.count(text, end, stop);
            if (used > limit || (stop == reach && reach < text.length())) {
                break;
            }
            end = stop;
        }
        if (end == text.length()) {
            return text;
        }
        int word = text.lastIndexOf(' ', end - 1);
        return word <= 0 ? "" : text.substring(0, word) + CUT;
    }

    private static String line(List<String> names) {
        return String.join(SectionPath.SEPARATOR, names) + "\n";
    }
}
