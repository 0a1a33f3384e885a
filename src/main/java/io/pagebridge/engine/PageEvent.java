package io.pagebridge.engine;

import io.pagebridge.document.Page;

/** What came of one page. */
public sealed interface PageEvent {
    /** 1-based. */
    int number();

    /** The page was read. */
    record PageRead(Page page) implements PageEvent {
        @Override
        public int number() {
            return page.number();
        }
    }

    /**
     * The page could not be read, the others may be.
     *
     * @param code stable, for example {@code page-load-failed}
     */
    record PageFailed(int number, String code, String message) implements PageEvent {}
}
