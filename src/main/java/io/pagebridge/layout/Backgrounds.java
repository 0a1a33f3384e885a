package io.pagebridge.layout;

import io.pagebridge.document.Box;
import io.pagebridge.document.Rule;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * The coloured areas painted so far, in the order of painting: what is painted in the same colour inside one of them
 * shows no edge. Word processors paint a cell and then the background of each line of its text.
 */
final class Backgrounds {
    private static final double SLACK = 0.6;
    private static final int REMEMBERED = 48;

    private final Map<Integer, Deque<Box>> areas = new HashMap<>();

    /** Remembers a coloured area; true when it lies unseen inside an earlier one of its colour. */
    boolean hide(Rule rule, Box box) {
        if (!rule.filled() || rule.stroked() || rule.kind() != Rule.Kind.RECTANGLE) {
            return false;
        }
        Deque<Box> painted = areas.computeIfAbsent(rule.fillRgba(), ignored -> new ArrayDeque<>());
        for (Iterator<Box> last = painted.descendingIterator(); last.hasNext(); ) {
            if (contains(last.next(), box)) {
                return true;
            }
        }
        painted.addLast(box);
        if (painted.size() > REMEMBERED) {
            painted.removeFirst();
        }
        return false;
    }

    private static boolean contains(Box area, Box box) {
        return area.width() * area.height() > 1.02 * box.width() * box.height()
                && box.x0() > area.x0() - SLACK
                && box.x1() < area.x1() + SLACK
                && box.y0() > area.y0() - SLACK
                && box.y1() < area.y1() + SLACK;
    }
}
