package io.pagebridge.extraction;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What all documents under way may keep in the heap together, counted in glyphs: else a few large ones at the same time
 * would end the service, each within its own limit. Any thread; a claim belongs to one document.
 */
final class GlyphBudget {
    /** With all that is made from one; the most that was measured (the class HeapCost). */
    private static final int GLYPH_BYTES = 160;

    /** Heap that the service needs without any document. */
    private static final long SERVICE_BYTES = 48L << 20;

    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    private GlyphBudget(long most) {
        this.most = most;
    }

    /** @param bytes the whole heap */
    static GlyphBudget ofHeap(long bytes) {
        return new GlyphBudget(Math.max(bytes / 4, bytes - SERVICE_BYTES) / GLYPH_BYTES);
    }

    /** What one document may have where no other is under way. */
    int most() {
        return (int) Math.min(Integer.MAX_VALUE, most);
    }

    Claim claim() {
        return new Claim();
    }

    final class Claim implements AutoCloseable {
        private long mine;

        private Claim() {}

        /** @throws FailureException when others have what is left; the caller may come again */
        void add(int glyphs) {
            if (taken.addAndGet(glyphs) > most) {
                taken.addAndGet(-glyphs);
                throw new FailureException(
                        FailureKind.QUEUE_FULL,
                        "Other documents fill the memory at the moment.",
                        Map.of("retry_after", A_WHILE));
            }
            mine += glyphs;
        }

        /** What was claimed is not kept any more. Twice is harmless. */
        @Override
        public void close() {
            taken.addAndGet(-mine);
            mine = 0;
        }
    }
}
