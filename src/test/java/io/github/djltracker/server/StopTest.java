package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.memory.InMemoryTracker;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A server that is stopped while it works. */
final class StopTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void what_was_taken_is_finished_and_nothing_more_is_taken() throws Exception {
        InMemoryTracker store = new InMemoryTracker();
        TrackerServer server =
                TrackerServer.start(store, ServerSettings.builder().port(0).build());
        Http http = new Http(server.uri());
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = new Thread(() -> store.once(UUID.randomUUID(), "", () -> {
            held.countDown();
            return await(release);
        }));
        holder.start();
        held.await();
        // waits for the lock that the other thread holds
        CompletableFuture<Http.Answer> taken =
                CompletableFuture.supplyAsync(() -> http.post("/api/v1/experiments", "{\"name\":\"digits\"}"));
        Awaitility.await().atMost(LIMIT).until(() -> isBusy(server));

        CompletableFuture<Void> stopping = CompletableFuture.runAsync(server::close);
        Awaitility.await().atMost(LIMIT).until(() -> isRefusing(http));
        release.countDown();

        assertThat(taken.get(30, TimeUnit.SECONDS).status()).isEqualTo(201);
        stopping.get(30, TimeUnit.SECONDS);
        holder.join();
    }

    private static boolean isBusy(TrackerServer server) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().startsWith("tracker-http"))
                .anyMatch(thread -> thread.getKey().getState() == Thread.State.BLOCKED && server.uri() != null);
    }

    private static boolean isRefusing(Http http) {
        try {
            return http.get("/api/v1/health").status() == 503;
        } catch (UncheckedIOException e) {
            return true;
        }
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }

    @Test
    void a_request_that_never_ends_does_not_keep_it_from_stopping() throws Exception {
        TrackerServer server = TrackerServer.start(
                new InMemoryTracker(), ServerSettings.builder().port(0).build());
        try (Wire wire = Wire.to(server.uri())) {
            wire.send("POST /api/v1/experiments HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{");
            Http http = new Http(server.uri());
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> http.get("/metrics").text().contains("body_bytes 8192.0"));
            long began = System.nanoTime();

            server.close();
            server.close();

            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(TrackerServer.CLOSE_TIMEOUT.plusSeconds(3));
        }
    }
}
