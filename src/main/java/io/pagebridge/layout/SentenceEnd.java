package io.pagebridge.layout;

/** Whether a text ends a sentence: a full stop or its like, perhaps closed by quotes or brackets and a note's number. */
final class SentenceEnd {
    private static final String STOPS = ".?!:;\u3002\u061F";
    private static final String CLOSERS = "\"'\u201D\u2019)]";
    private static final int NOTE_DIGITS = 2;

    private SentenceEnd() {}

    static boolean is(String text) {
        int end = text.length();
        int shortest = end - NOTE_DIGITS;
        while (end > 0 && end > shortest && isDigit(text.charAt(end - 1))) {
            end--;
        }
        while (end > 0 && CLOSERS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return end > 0 && STOPS.indexOf(text.charAt(end - 1)) >= 0;
    }

    private static boolean isDigit(char unit) {
        return unit >= '0' && unit <= '9';
    }
}
