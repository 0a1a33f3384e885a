package io.pagebridge.routes;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pagebridge.hook.ChunksConfig;
import io.pagebridge.worker.PoolSnapshot;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The server of {@code bench/routes/run.sh}: one HTTP server, the same JSON by Python at {@code /py/…} and by a Java
 * handler at {@code /java/…}; no access log on either side. Arguments: port, directory of the modules, requests in one
 * call.
 */
final class RouteBench {
    private RouteBench() {}

    /** One line: what each worker has served and how large it is, and how workers have ended. */
    private static void tell(RunningRoutes routes) {
        PoolSnapshot state = routes.pool().state();
        StringBuilder line = new StringBuilder();
        for (PoolSnapshot.WorkerView worker : state.workers()) {
            line.append(
                    "worker %d: %d requests, %d KB; "
                            .formatted(
                                    worker.number(), worker.documents(), worker.rssBytes() >> 10));
        }
        System.out.println(line + "recycled " + state.recycles() + ", ended " + state.exits());
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        settings.put("pagebridge.python.home", "python");
        settings.put("pagebridge.python.interpreter", ".venv/bin/python");
        settings.put("pagebridge.routes.size", "2");
        settings.put("pagebridge.routes.body-limit", "2M");
        settings.put("pagebridge.routes.in-flight", args[2]);
        settings.put("pagebridge.routes.recycle-requests", System.getProperty("recycle", "10000"));
        SmallRyeConfig config =
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .addDiscoveredConverters()
                        .withMapping(RoutesConfig.class)
                        .withMapping(ChunksConfig.class)
                        .withMappingIgnore("pagebridge.**")
                        .withDefaultValues(settings)
                        .build();
        RouteSettings routeSettings =
                new RouteSettings(
                        config.getConfigMapping(RoutesConfig.class),
                        config.getConfigMapping(ChunksConfig.class),
                        Path.of(args[1]).toAbsolutePath());
        Duration life = Duration.parse(System.getProperty("life", "PT10S"));
        RunningRoutes routes =
                RunningRoutes.start(
                        routeSettings,
                        StartedRoutes.shortLived(routeSettings.pool(), life),
                        RouteMeters.of(new SimpleMeterRegistry()).publish(),
                        RouteMemory.ofThisJvm());
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        router.get("/java/hello")
                .handler(
                        context ->
                                context.response()
                                        .putHeader("content-type", "application/json")
                                        .end("{\"hello\": \"world\"}"));
        router.post("/java/echo")
                .handler(
                        context ->
                                context.request()
                                        .body()
                                        .onSuccess(
                                                body ->
                                                        context.response()
                                                                .putHeader(
                                                                        "content-type",
                                                                        "application/octet-stream")
                                                                .end(
                                                                        Buffer.buffer(
                                                                                body.getBytes()))));
        router.route().handler(routes.endpoint()::handle);
        for (int i = 0; i < 2; i++) {
            vertx.createHttpServer()
                    .requestHandler(router)
                    .listen(Integer.parseInt(args[0]), "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        System.out.println("ready, workers " + routes.pool().state().workers());
        Path stop = Path.of(args[3]);
        for (int i = 0; Files.exists(stop); i++) {
            Thread.sleep(200);
            if (i % 25 == 0 && Boolean.getBoolean("watch")) {
                tell(routes);
            }
        }
        tell(routes);
        routes.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
