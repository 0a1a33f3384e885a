package io.pagebridge.api;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.util.Map;

/** What the frameworks below us answer by status alone. */
final class FrameworkProblems {
    private FrameworkProblems() {}

    /** The framework's form parser says 413 of a single field too. */
    static Problem fieldTooLong() {
        return invalid(
                "A field of the form is longer than 8 KiB; allowed: the PDF as part 'file' with a"
                        + " filename, options as short fields.");
    }

    private static Problem invalid(String detail) {
        return Problem.of(new FailureException(FailureKind.INVALID_REQUEST, detail));
    }

    static Problem of(int status) {
        return switch (status) {
            case 400 -> invalid("The request cannot be understood.");
            case 404 -> Problem.of(ProblemKind.NOT_FOUND, "There is nothing at this path.");
            case 405 ->
                    Problem.of(
                            ProblemKind.METHOD_NOT_ALLOWED, "This path does not know the method.");
            case 406 ->
                    Problem.of(
                            new FailureException(
                                    FailureKind.NOT_ACCEPTABLE,
                                    "None of the accepted types can be had."));
            case 413 ->
                    Problem.of(
                            new FailureException(
                                    FailureKind.BODY_TOO_LARGE, "The body is too large."));
            case 415 ->
                    Problem.of(
                            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                            "This path does not take the content type or encoding.");
            default ->
                    status >= 500
                            ? Problem.of(
                                    new FailureException(
                                            FailureKind.INTERNAL,
                                            "The service failed; its log says more."))
                            : new Problem(
                                    ProblemKind.HTTP_ERROR.code(),
                                    status,
                                    "The request failed with status " + status + ".",
                                    false,
                                    null,
                                    Map.of());
        };
    }
}
