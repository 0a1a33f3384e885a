package io.pagebridge.verification;

/**
 * How far two readings of a page agree.
 *
 * @param f1 0 to 1, over words
 * @param firstLength letters and digits in the first reading; {@code secondLength} likewise
 */
public record PageAgreement(int page, double f1, int firstLength, int secondLength) {}
