package io.pagebridge.chunking;

/**
 * Counts words: runs of characters between blanks. Ideographs and kana count one each, because their scripts set no
 * blanks, and a run counts once more for every {@value #LONGEST} characters, so that no chunk is without bounds.
 */
final class WordCounter implements TokenCounter {
    static final WordCounter COUNTER = new WordCounter();
    private static final int LONGEST = 256;

    private WordCounter() {}

    @Override
    public int count(String text, int start, int end) {
        int words = 0;
        int run = 0;
        for (int at = start; at < end; ) {
            int codePoint = text.codePointAt(at);
            at += Character.charCount(codePoint);
            if (Blanks.isBlank(codePoint)) {
                run = 0;
            } else if (isWordByItself(codePoint)) {
                words++;
                run = 0;
            } else if (run++ % LONGEST == 0) {
                words++;
            }
        }
        return words;
    }

    private static boolean isWordByItself(int codePoint) {
        return codePoint >= 0x2E80
                && switch (Character.UnicodeScript.of(codePoint)) {
                    case HAN, HIRAGANA, KATAKANA -> true;
                    default -> false;
                };
    }
}
