/**
 * The chunk hook: an operator's Python function over the chunks of every document, and what it may do to them.
 *
 * <p>INVARIANT, whatever the function returns: chunks keep their ids, places, pages and boxes; no chunk is invented;
 * {@code text} of a chunk is the same slice of the document's text, so what it covers there is covered everywhere.
 * Knows no process: who runs the function is behind {@link io.pagebridge.hook.HookWorkers}.
 */
package io.pagebridge.hook;
