package io.pagebridge.layout;

import java.util.Set;

/** A table found by what is drawn round or between its cells, and the words it takes. */
record RuledTable(Grid grid, Set<PageWord> words, String reason) {}
