package io.pagebridge.api;

import java.util.Set;

/** Which languages the workers can recognise. */
@FunctionalInterface
interface OcrLanguages {
    /** Empty until a worker has said it. */
    Set<String> installed();
}
