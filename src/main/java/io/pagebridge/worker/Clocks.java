package io.pagebridge.worker;

import java.time.Duration;

/**
 * How long each step may take, by the monotonic clock.
 *
 * @param queueWait in the line for a worker; then 429
 * @param start from spawn to {@code ready}; then killed, a start failure
 * @param accepted from the first byte of a call to {@code accepted}; then killed, and sent elsewhere once
 * @param acceptedPer10Mb added to it for every 10 MB of body
 * @param stall without {@code part} or {@code progress}; then killed
 * @param soft the most a worker is given to finish by itself
 * @param hardMargin after the soft limit; then killed
 * @param cancelGrace after {@code cancel}; then killed
 * @param retireGrace after {@code retire} and closing stdin; then killed
 */
public record Clocks(
        Duration queueWait,
        Duration start,
        Duration accepted,
        Duration acceptedPer10Mb,
        Duration stall,
        Duration soft,
        Duration hardMargin,
        Duration cancelGrace,
        Duration retireGrace) {

    public static Clocks defaults() {
        return new Clocks(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(300),
                Duration.ofSeconds(15),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
    }

    public Clocks withQueueWait(Duration value) {
        return new Clocks(
                value,
                start,
                accepted,
                acceptedPer10Mb,
                stall,
                soft,
                hardMargin,
                cancelGrace,
                retireGrace);
    }

    public Clocks withStart(Duration value) {
        return new Clocks(
                queueWait,
                value,
                accepted,
                acceptedPer10Mb,
                stall,
                soft,
                hardMargin,
                cancelGrace,
                retireGrace);
    }

    public Clocks withAccepted(Duration value) {
        return new Clocks(
                queueWait,
                start,
                value,
                acceptedPer10Mb,
                stall,
                soft,
                hardMargin,
                cancelGrace,
                retireGrace);
    }

    public Clocks withStall(Duration value) {
        return new Clocks(
                queueWait,
                start,
                accepted,
                acceptedPer10Mb,
                value,
                soft,
                hardMargin,
                cancelGrace,
                retireGrace);
    }

    public Clocks withSoft(Duration value) {
        return new Clocks(
                queueWait,
                start,
                accepted,
                acceptedPer10Mb,
                stall,
                value,
                hardMargin,
                cancelGrace,
                retireGrace);
    }

    public Clocks withHardMargin(Duration value) {
        return new Clocks(
                queueWait,
                start,
                accepted,
                acceptedPer10Mb,
                stall,
                soft,
                value,
                cancelGrace,
                retireGrace);
    }

    public Clocks withCancelGrace(Duration value) {
        return new Clocks(
                queueWait,
                start,
                accepted,
                acceptedPer10Mb,
                stall,
                soft,
                hardMargin,
                value,
                retireGrace);
    }

    public Clocks withRetireGrace(Duration value) {
        return new Clocks(
                queueWait,
                start,
                accepted,
                acceptedPer10Mb,
                stall,
                soft,
                hardMargin,
                cancelGrace,
                value);
    }

    Duration acceptedFor(long bodyBytes) {
        return accepted.plus(acceptedPer10Mb.multipliedBy(bodyBytes / 10_000_000));
    }
}
