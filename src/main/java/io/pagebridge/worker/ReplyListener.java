package io.pagebridge.worker;

import io.pagebridge.failure.FailureException;

/**
 * Who hears of a call that was sent without waiting. Called by whoever brings the news (a worker's reader, the pool's
 * clock, the sender), never under a lock, now and then by two of them at once; it must not block.
 */
public interface ReplyListener {
    /** There may be something to {@link Reply#poll}: a part, the end, or a failure. */
    void news(Reply reply);

    /** No worker was given; nothing was sent. */
    void refused(FailureException failure);
}
