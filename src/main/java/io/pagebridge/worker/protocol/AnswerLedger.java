package io.pagebridge.worker.protocol;

/**
 * Checks that what a worker sends fits what it was asked: handshake first, answers only to the call under way, parts
 * without a gap, totals that match. Pure state; used by the worker's reader thread, except {@link #begin} which the
 * lender calls while the worker is idle.
 */
public final class AnswerLedger {
    private enum Stage {
        NEW,
        GREETED,
        IDLE,
        SENT,
        /** Sent, and may be answered at once. */
        UNACCEPTED,
        ACCEPTED
    }

    private Stage stage = Stage.NEW;
    private long id;
    private int nextSeq;
    private long bytes;

    /**
     * A call is about to be sent.
     *
     * @param unaccepted it need not be accepted before it is answered
     */
    public synchronized void begin(long callId, boolean unaccepted) {
        if (stage != Stage.IDLE) {
            throw new IllegalStateException("a call while " + stage);
        }
        stage = unaccepted ? Stage.UNACCEPTED : Stage.SENT;
        id = callId;
        nextSeq = 0;
        bytes = 0;
    }

    /** @throws ProtocolException when the message does not fit; the worker must be killed */
    public synchronized void check(WorkerMessage message) throws ProtocolException {
        switch (message) {
            case WorkerMessage.Hello hello -> {
                require(stage == Stage.NEW, "hello");
                stage = Stage.GREETED;
            }
            case WorkerMessage.Ready ready -> {
                require(stage == Stage.GREETED, "ready");
                stage = Stage.IDLE;
            }
            case WorkerMessage.Fatal fatal ->
                    require(stage == Stage.NEW || stage == Stage.GREETED, "fatal");
            case WorkerMessage.Pong pong -> require(stage.compareTo(Stage.IDLE) >= 0, "pong");
            case WorkerMessage.Answer answer -> checkAnswer(answer);
        }
    }

    private void checkAnswer(WorkerMessage.Answer answer) throws ProtocolException {
        require(stage.compareTo(Stage.SENT) >= 0, "an answer without a call");
        if (answer.id() != id) {
            throw new ProtocolException(
                    Refusal.ID, "answer to call " + answer.id() + " during call " + id);
        }
        switch (answer) {
            case WorkerMessage.Accepted accepted -> {
                require(stage == Stage.SENT || stage == Stage.UNACCEPTED, "accepted");
                stage = Stage.ACCEPTED;
            }
            case WorkerMessage.Progress progress ->
                    require(stage.compareTo(Stage.UNACCEPTED) >= 0, "progress");
            case WorkerMessage.PartOf part -> {
                require(stage.compareTo(Stage.UNACCEPTED) >= 0, "part");
                if (part.seq() != nextSeq) {
                    throw new ProtocolException(
                            Refusal.SEQ, "part " + part.seq() + " instead of " + nextSeq);
                }
                nextSeq++;
                bytes += part.body().length;
            }
            case WorkerMessage.Done done -> {
                require(stage.compareTo(Stage.UNACCEPTED) >= 0, "done");
                if (done.parts() != nextSeq || done.bytes() != bytes) {
                    throw new ProtocolException(
                            Refusal.TOTALS,
                            "%d parts and %d bytes claimed, %d and %d read"
                                    .formatted(done.parts(), done.bytes(), nextSeq, bytes));
                }
                stage = Stage.IDLE;
            }
            case WorkerMessage.Failed failed -> stage = Stage.IDLE;
        }
    }

    private static void require(boolean fits, String what) throws ProtocolException {
        if (!fits) {
            throw new ProtocolException(Refusal.ORDER, what);
        }
    }
}
