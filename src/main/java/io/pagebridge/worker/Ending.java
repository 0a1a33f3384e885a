package io.pagebridge.worker;

/**
 * How a worker ended.
 *
 * @param status of the process, -1 when it never ran or could not be reaped
 * @param sentence for the operator
 */
record Ending(ExitReason reason, int status, String sentence) {}
