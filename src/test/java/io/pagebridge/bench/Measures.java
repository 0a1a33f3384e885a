package io.pagebridge.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Named values of many rounds; printed as median and range. One thread. */
final class Measures {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void note(String what, double value) {
        values.computeIfAbsent(what, ignored -> new ArrayList<>()).add(value);
    }

    void forget() {
        values.clear();
    }

    double median(String what) {
        return at(what, 0.5);
    }

    private double at(String what, double share) {
        List<Double> sorted = values.get(what).stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size()));
    }

    void print() {
        values.forEach(
                (what, all) ->
                        System.out.printf(
                                "%s: %.3f (%.3f to %.3f, 90 %% within %.3f, %d times)%n",
                                what,
                                median(what),
                                at(what, 0),
                                at(what, 1),
                                at(what, 0.9),
                                all.size()));
    }
}
