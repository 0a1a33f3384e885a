package io.pagebridge.worker;

/**
 * A piece of an answer, in the order in which the worker sent it.
 *
 * @param seq 0, 1, 2 …
 * @param body as the worker sent it: bounded in length, otherwise unchecked
 */
public record Part(String kind, int seq, byte[] body) {}
