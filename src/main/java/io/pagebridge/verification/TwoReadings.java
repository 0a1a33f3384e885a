package io.pagebridge.verification;

/** The text of one page as two engines read it. */
public record TwoReadings(int page, String first, String second) {}
