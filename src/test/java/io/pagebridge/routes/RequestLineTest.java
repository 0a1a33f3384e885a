package io.pagebridge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestLineTest {
    private static final Route ROUTE = new Route(0, "/a", Set.of("GET"));
    private final RequestLine line = new RequestLine(100, 16, 0);

    @Test
    void aLoneRequestIsTakenAtOnce() {
        line.add(request(quick(), 0));
        assertThat(line.take()).hasSize(1);
    }

    @Test
    void quickRequestsThatWaitTogetherAreTakenTogether() {
        for (int i = 0; i < 20; i++) {
            line.add(request(quick(), 0));
        }
        assertThat(line.take()).hasSize(16);
        assertThat(line.take()).hasSize(4);
    }

    @Test
    void aRouteIsAloneUntilItHasShownThatItIsQuick() {
        Pace unknown = new Pace();
        line.add(request(unknown, 0));
        line.add(request(unknown, 0));
        assertThat(line.take()).hasSize(1);
    }

    @Test
    void aSlowRequestIsNotTakenAlong() {
        Pace slow = quick();
        slow.took(50);
        line.add(request(quick(), 0));
        line.add(request(slow, 0));
        line.add(request(quick(), 0));
        assertThat(line.take()).hasSize(1);
        assertThat(line.take()).extracting(RouteRequest::pace).containsExactly(slow);
        assertThat(line.take()).hasSize(1);
    }

    @Test
    void largeBodiesDoNotTravelTogether() {
        line.add(request(quick(), 300_000));
        line.add(request(quick(), 300_000));
        assertThat(line.take()).hasSize(1);
    }

    @Test
    void whatWasPutBackIsFirstAndAlone() {
        line.add(request(quick(), 0));
        RouteRequest lost = request(quick(), 0).again();
        line.putBack(List.of(lost));
        assertThat(line.take()).containsExactly(lost);
    }

    @Test
    void aFullLineRefuses() {
        RequestLine two = new RequestLine(2, 16, 0);
        two.add(request(quick(), 0));
        assertThat(two.add(request(quick(), 0))).isEqualTo(RequestLine.Admission.ADMITTED);
        assertThat(two.add(request(quick(), 0))).isEqualTo(RequestLine.Admission.FULL);
    }

    @Test
    void aClosedLineIsEmptiedFirst() {
        line.add(request(quick(), 0));
        line.close();
        assertThat(line.add(request(quick(), 0))).isEqualTo(RequestLine.Admission.CLOSED);
        assertThat(line.take()).hasSize(1);
        assertThat(line.take()).isNull();
    }

    @Test
    void whoWaitsTooLongIsTakenOut() {
        line.add(request(quick(), 0));
        long now = System.nanoTime();
        assertThat(line.overdue(now - Duration.ofSeconds(1).toNanos())).isEmpty();
        assertThat(line.overdue(now + 1)).hasSize(1);
        assertThat(line.size()).isZero();
    }

    private static Pace quick() {
        Pace pace = new Pace();
        pace.took(0.1);
        return pace;
    }

    private static RouteRequest request(Pace pace, int bytes) {
        return new RouteRequest(
                ROUTE,
                pace,
                "GET",
                "/a",
                Map.of(),
                Map.of(),
                Map.of(),
                new byte[bytes],
                Runnable::run,
                answer -> {},
                System.nanoTime(),
                0);
    }
}
