package io.pagebridge.api;

import io.pagebridge.failure.FailureException;
import io.pagebridge.failure.FailureKind;
import java.util.Map;

/** What the frameworks below us answer by status alone. */
final class FrameworkProblems {
    private FrameworkProblems() {}

    static Problem of(int status) {
        return switch (status) {
            case 400 -> Problem.of(ProblemKind.BAD_REQUEST, "The request cannot be understood.");
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
                            "This path does not take the content type.");
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
