package io.pagebridge.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Routes by what crosses the wire: bodies in pieces, requests one behind the other, clients that leave. */
@QuarkusTest
@TestProfile(RoutesProfile.class)
class RouteWireTest {
    private static final String POST =
            "POST /told/plain HTTP/1.1\r\nHost: h\r\nContent-Type: text/plain\r\n";

    @TestHTTPResource("/")
    URI service;

    @Test
    void aBodyInChunksIsPutTogether() throws IOException {
        try (Socket socket = open()) {
            send(
                    socket,
                    POST
                            + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                            + "5\r\nfirst\r\n8\r\n, second\r\n0\r\n\r\n");
            assertThat(all(socket)).contains("200 OK", "\"body\": \"first, second\"");
        }
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws IOException {
        try (Socket socket = open()) {
            send(
                    socket,
                    POST
                            + "Connection: close\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
            String told =
                    new String(socket.getInputStream().readNBytes(25), StandardCharsets.UTF_8);
            assertThat(told).startsWith("HTTP/1.1 100 Continue");
            send(socket, "body");
            assertThat(all(socket)).contains("200 OK", "\"body\": \"body\"");
        }
    }

    @Test
    void requestsInOneGoAreAnsweredInTheirOrder() throws IOException {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            String last = i == 49 ? "Connection: close\r\n" : "";
            many.append("GET /told/number-%d HTTP/1.1\r\nHost: h\r\n%s\r\n".formatted(i, last));
        }
        try (Socket socket = open()) {
            send(socket, many.toString());
            String answers = all(socket);
            int at = 0;
            for (int i = 0; i < 50; i++) {
                int next = answers.indexOf("\"path\": \"/told/number-" + i + "\"", at);
                assertThat(next).as("answer %d", i).isGreaterThanOrEqualTo(at);
                at = next;
            }
        }
    }

    @Test
    void anEmptyBodyIsAnEmptyText() throws IOException {
        try (Socket socket = open()) {
            send(socket, POST + "Connection: close\r\nContent-Length: 0\r\n\r\n");
            assertThat(all(socket)).contains("200 OK", "\"body\": \"\"");
        }
    }

    @Test
    void clientsThatLeaveCostNobodyAnything() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (Socket socket = open()) {
                send(
                        socket,
                        i % 2 == 0
                                ? "GET /bad/slow HTTP/1.1\r\nHost: h\r\n\r\n"
                                : POST + "Content-Length: 50000\r\n\r\nonly this");
            }
        }
        try (Socket socket = open()) {
            send(socket, "GET /told/after HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
            assertThat(all(socket)).contains("200 OK", "/told/after");
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(service.getHost(), service.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String all(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
}
