package io.pagebridge.hook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A chunk that is kept, and what the hook made of it. Null: as it was.
 *
 * @param index of the chunk among those the hook was given
 * @param text as many code points as before
 * @param added members of the hook's own
 */
record Edit(int index, String text, String embedText, List<String> headingPath, ObjectNode added) {}
