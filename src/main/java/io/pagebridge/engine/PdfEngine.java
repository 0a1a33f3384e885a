package io.pagebridge.engine;

/**
 * Something that reads PDFs in a process of its own and hands over what is on their pages. Two exist: PDFium (the text
 * of record) and PDFBox (fallback and second reading); the same contract tests run against both.
 */
public interface PdfEngine {
    /** {@code pdfium} or {@code pdfbox}. */
    String name();

    /**
     * Starts to read one document and returns when the worker has opened it. Blocks the caller (a virtual thread is
     * fine) while it waits in the queue.
     *
     * @throws io.pagebridge.failure.FailureException when the queue is full, the file is no PDF that opens, the worker
     *     is lost or the deadline passes
     */
    Reading read(ReadRequest request);
}
