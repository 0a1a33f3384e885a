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
 * @param soft what a worker is given to finish by itself
 * @param hardMargin after the soft limit; then killed
 * @param cancelGrace after {@code cancel}; then killed
 * @param retireGrace after {@code retire} and closing stdin; then killed
 * @param probe without work before a worker is asked whether it still answers, which it must within {@code accepted};
 *     else killed
 */
public record Clocks(
        Duration queueWait,
        Duration start,
        Duration accepted,
        Duration acceptedPer10Mb,
        Duration stall,
        SoftLimit soft,
        Duration hardMargin,
        Duration cancelGrace,
        Duration retireGrace,
        Duration probe) {

    public static Clocks defaults() {
        return builder().build();
    }

    public static Builder builder() {
        return new Builder();
    }

    Duration acceptedFor(long bodyBytes) {
        return accepted.plus(acceptedPer10Mb.multipliedBy(bodyBytes / 10_000_000));
    }

    /** The defaults, each of which may be set. */
    public static final class Builder {
        private Duration queueWait = Duration.ofSeconds(10);
        private Duration start = Duration.ofSeconds(30);
        private Duration accepted = Duration.ofSeconds(5);
        private Duration acceptedPer10Mb = Duration.ofSeconds(1);
        private Duration stall = Duration.ofSeconds(60);
        private SoftLimit soft = SoftLimit.fixed(Duration.ofSeconds(300));
        private Duration hardMargin = Duration.ofSeconds(15);
        private Duration cancelGrace = Duration.ofSeconds(2);
        private Duration retireGrace = Duration.ofSeconds(2);
        private Duration probe = Duration.ofSeconds(15);

        private Builder() {}

        public Builder queueWait(Duration value) {
            queueWait = value;
            return this;
        }

        public Builder start(Duration value) {
            start = value;
            return this;
        }

        public Builder accepted(Duration value) {
            accepted = value;
            return this;
        }

        public Builder acceptedPer10Mb(Duration value) {
            acceptedPer10Mb = value;
            return this;
        }

        public Builder stall(Duration value) {
            stall = value;
            return this;
        }

        /** The same for every call. */
        public Builder soft(Duration value) {
            return soft(SoftLimit.fixed(value));
        }

        public Builder soft(SoftLimit value) {
            soft = value;
            return this;
        }

        public Builder hardMargin(Duration value) {
            hardMargin = value;
            return this;
        }

        public Builder cancelGrace(Duration value) {
            cancelGrace = value;
            return this;
        }

        public Builder retireGrace(Duration value) {
            retireGrace = value;
            return this;
        }

        public Builder probe(Duration value) {
            probe = value;
            return this;
        }

        public Clocks build() {
            return new Clocks(
                    queueWait,
                    start,
                    accepted,
                    acceptedPer10Mb,
                    stall,
                    soft,
                    hardMargin,
                    cancelGrace,
                    retireGrace,
                    probe);
        }
    }
}
