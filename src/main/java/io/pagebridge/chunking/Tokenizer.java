package io.pagebridge.chunking;

import com.knuddels.jtokkit.api.EncodingType;
import java.util.Locale;

/** The ways to count that a caller can choose from; each has one counter for the whole process, made on first use. */
public enum Tokenizer {
    O200K_BASE,
    CL100K_BASE,
    WORDS;

    /** The name used in requests and answers. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public TokenCounter counter() {
        return switch (this) {
            case O200K_BASE -> O200k.COUNTER;
            case CL100K_BASE -> Cl100k.COUNTER;
            case WORDS -> WordCounter.COUNTER;
        };
    }

    private static final class O200k {
        static final TokenCounter COUNTER = new BytePairCounter(EncodingType.O200K_BASE);
    }

    private static final class Cl100k {
        static final TokenCounter COUNTER = new BytePairCounter(EncodingType.CL100K_BASE);
    }
}
