package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.server.body.ServerLimits;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send or read too slowly, and how that affects others. */
final class SlowClientsTest {
    private static final String ENTRIES = "/api/v1/runs/" + ServerTest.RUN + "/entries";
    private static final int THREADS = 8;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ManualClock clock = new ManualClock(Instant.EPOCH);

    @TempDir
    Path directory;

    private SqlStore store;
    private TrackerServer server;
    private Http http;

    @BeforeEach
    void start() {
        ServerLimits most = ServerLimits.DEFAULT;
        ServerLimits few = new ServerLimits(
                most.bodyBytes(), most.inflatedBytes(), 128L << 20, THREADS, Duration.ofSeconds(5), 1_000, 10);
        store = SqlStore.open(directory.resolve("server.db"));
        server = TrackerServer.start(
                store, ServerSettings.builder().port(0).limits(few).build(), clock::nanoTime);
        http = new Http(server.uri());
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    @Test
    void a_body_that_comes_too_slowly_is_given_up() throws Exception {
        try (Wire wire = Wire.to(server.uri())) {
            wire.send("POST " + ENTRIES + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"
                    + "x".repeat(50));
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> http.get("/metrics").text().contains("body_bytes 8192.0"));
            clock.advance(Duration.ofSeconds(20));
            wire.send("y");

            assertThat(wire.answer()).startsWith("HTTP/1.1 408").contains("2 bytes/s: at least 1000");
        }
    }

    @Test
    void a_body_that_comes_fast_enough_may_take_its_time() throws Exception {
        byte[] lines = Http.lines(Entries.start(ServerTest.RUN, "digits", "abc"));
        String body = " ".repeat(30_000 - lines.length);
        try (Wire wire = Wire.to(server.uri())) {
            wire.send("POST " + ENTRIES + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30000\r\n\r\n" + body);
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> http.get("/metrics").text().contains("body_bytes 32768.0"));
            clock.advance(Duration.ofSeconds(20));
            wire.send(lines);

            assertThat(wire.answer()).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void readers_that_take_nothing_keep_no_thread_and_are_cut_off() throws Exception {
        longLog();
        UUID model = store.logs().model(ServerTest.RUN).orElseThrow().id();
        // megabytes, more than the buffers of a connection hold
        String curve = "/api/v1/models/" + model + "/curves?name=loss&phase=train&buckets=50000";
        List<Wire> readers = new ArrayList<>();
        try {
            for (int i = 0; i < THREADS + 2; i++) {
                Wire wire = Wire.to(server.uri());
                wire.send("GET " + curve + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                readers.add(wire);
            }
            assertThat(readers.get(0).answer()).startsWith("HTTP/1.1 200");

            assertThat(http.get("/api/v1/health").status()).isEqualTo(200);
            Awaitility.await().atMost(LIMIT).until(() -> bodyBytes() > 10_000_000);

            // all memory that was used for these clients is free again
            Awaitility.await().atMost(LIMIT).until(() -> bodyBytes() == 0);
        } finally {
            for (Wire wire : readers) {
                wire.close();
            }
        }
    }

    @Test
    void a_long_log_comes_whole_in_parts_that_fit_into_memory() {
        byte[] log = Http.lines(longLog().toArray(RunEntry[]::new));
        ByteArrayOutputStream parts = new ByteArrayOutputStream();
        int answers = 0;

        for (String next = ENTRIES; !next.isEmpty(); answers++) {
            Http.Answer part = http.get(next);
            parts.writeBytes(part.bytes());
            next = part.header("Link").replaceAll("<(.*)>; rel=\"next\"", "$1");
        }

        assertThat(parts.toByteArray()).isEqualTo(log);
        assertThat(answers).isBetween(5, 10);
        assertThat(http.get(ENTRIES + "?limit=1&from=20", "Accept-Encoding", "gzip")
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
    }

    private double bodyBytes() {
        return http.get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith("djl_tracker_body_bytes "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    /** A log of 300,000 points. */
    private List<RunEntry> longLog() {
        List<RunEntry> log = new ArrayList<>(List.of(Entries.start(ServerTest.RUN, "digits", "abc")));
        for (int i = 1; i <= 30; i++) {
            double[] values = new double[10_000];
            Arrays.setAll(values, step -> Math.sin(step));
            log.add(Entries.points(i, "loss", "train", 10_000L * i, values));
        }
        store.logs().append(ServerTest.RUN, log);
        return log;
    }

    @Test
    void entries_that_wait_for_the_store_keep_no_thread() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Thread holder = new Thread(() -> store.once(UUID.randomUUID(), "", () -> {
            held.countDown();
            return await(release);
        }));
        holder.start();
        held.await();
        List<Wire> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * THREADS; i++) {
                UUID run = new UUID(1, i);
                String line =
                        new String(RunLogJson.write(Entries.start(run, "digits", "abc")), StandardCharsets.ISO_8859_1);
                waiting.add(Wire.to(server.uri())
                        .send("POST /api/v1/runs/" + run + "/entries HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                                + line.length() + "\r\n\r\n" + line));
            }

            // more requests are in progress than there are threads, and another one is still answered
            assertThat(http.get("/api/v1/experiments").status()).isEqualTo(200);
        } finally {
            release.countDown();
        }
        for (Wire wire : waiting) {
            assertThat(wire.answer()).startsWith("HTTP/1.1 200").contains("{\"next\":1}");
            wire.close();
        }
        holder.join();
    }

    private static String await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
