package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.server.body.ServerLimits;
import io.github.djltracker.server.changes.Changes;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.wire.form.Problem;
import io.github.djltracker.wire.form.run.RunChange;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.form.run.WatchedRun;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChangesTest {
    private static final int WATCHERS = 3;
    private static final Duration PAUSE = Changes.PAUSE;

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
                most.bodyBytes(), most.inflatedBytes(), most.bodyMemoryBytes(), 8, most.idleTimeout(), 0, WATCHERS);
        store = SqlStore.open(directory.resolve("server.db"));
        server = TrackerServer.start(
                store, ServerSettings.builder().port(0).limits(few).build(), clock::nanoTime);
        http = new Http(server.uri());
        http.append(ServerTest.RUN, Entries.start(ServerTest.RUN, "digits", "abc"));
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    @Test
    void tells_at_once_how_the_run_stands_and_then_what_changes_until_its_end() throws Exception {
        try (Events events = new Events()) {
            RunChange first = events.next();
            clock.advance(PAUSE);
            http.append(ServerTest.RUN, Entries.points(1, "loss", null, 0, 1, 2, 3));
            RunChange second = events.next();
            clock.advance(PAUSE);
            http.append(ServerTest.RUN, Entries.end(2, RunStatus.FINISHED));
            RunChange last = events.next();

            assertThat(events.head()).startsWith("HTTP/1.1 200").contains("Content-Type: text/event-stream");
            assertThat(first.next()).isEqualTo(1);
            assertThat(first.lastStep()).isNull();
            assertThat(second.next()).isEqualTo(2);
            assertThat(second.lastStep()).isEqualTo(2);
            assertThat(last.status()).isEqualTo(RunStatus.FINISHED);
            assertThat(last.ended()).isNotNull();
            assertThat(events.isOver()).isTrue();
        }
    }

    @Test
    void tells_what_another_server_wrote_into_the_same_store() throws Exception {
        try (Events events = new Events();
                SqlStore other = SqlStore.open(directory.resolve("server.db"))) {
            events.next();
            other.logs().append(ServerTest.RUN, Entries.points(1, "loss", null, 0, 1));
            clock.advance(PAUSE);

            assertThat(events.next().next()).isEqualTo(2);
        }
    }

    @Test
    void tells_at_most_twice_a_second_and_then_the_latest() throws Exception {
        try (Events events = new Events()) {
            events.next();
            for (int i = 1; i <= 20; i++) {
                http.append(ServerTest.RUN, Entries.points(i, "loss", null, i, 1));
            }
            clock.advance(PAUSE);

            assertThat(events.next().next()).isEqualTo(21);
        }
    }

    @Test
    void a_run_that_has_ended_is_told_once() throws Exception {
        http.append(ServerTest.RUN, Entries.end(1, RunStatus.FAILED));

        try (Events events = new Events("Last-Event-ID: 1")) {
            assertThat(events.next().status()).isEqualTo(RunStatus.FAILED);
            assertThat(events.isOver()).isTrue();
        }
    }

    @Test
    void the_stream_ends_with_the_deletion_of_the_run() throws Exception {
        try (Events events = new Events()) {
            events.next();
            http.delete("/api/v1/runs/" + ServerTest.RUN);
            clock.advance(PAUSE);

            assertThat(events.isOver()).isTrue();
        }
    }

    @Test
    void a_silent_stream_gets_a_comment() throws Exception {
        try (Events events = new Events()) {
            events.next();
            clock.advance(Changes.HEARTBEAT);

            assertThat(events.block()).startsWith(":");
        }
    }

    @Test
    void too_many_watchers_are_refused_until_others_have_gone() throws Exception {
        List<Events> watching = new ArrayList<>();
        for (int i = 0; i < WATCHERS; i++) {
            Events events = new Events();
            events.next();
            watching.add(events);
        }

        Problem problem =
                http.get("/api/v1/runs/" + ServerTest.RUN + "/changes").problem();

        assertThat(problem.status()).isEqualTo(503);
        for (Events events : watching) {
            events.close();
        }
        // the server writes comments until the system reports that the connection is closed
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            clock.advance(Changes.HEARTBEAT);
            try (Events events = new Events()) {
                return events.head().startsWith("HTTP/1.1 200");
            }
        });
    }

    @Test
    void a_run_that_is_not_there_cannot_be_watched() {
        String path = "/api/v1/runs/00000000-0000-0000-0000-000000000000/changes";

        assertThat(http.get(path).status()).isEqualTo(404);
        assertThat(http.get(path, "Accept", "application/json").status()).isEqualTo(406);
        assertThat(http.send("HEAD", "/api/v1/runs/" + ServerTest.RUN + "/changes", null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void several_runs_are_told_of_in_one_stream_until_all_have_ended() throws Exception {
        UUID other = UUID.fromString("6d1c9e71-307b-4d1f-8a1f-0123456789ab");
        UUID third = UUID.fromString("7e2daf82-418c-4e2f-9b2f-0123456789ab");
        http.append(other, Entries.start(other, "digits", "abc"));
        http.append(third, Entries.start(third, "digits", "abc"));
        try (Events events =
                new Events(List.of(), "/api/v1/changes?run=" + ServerTest.RUN + "&run=" + other + "&run=" + third)) {
            List<UUID> first = List.of(
                    events.nextOfSeveral().run(),
                    events.nextOfSeveral().run(),
                    events.nextOfSeveral().run());
            clock.advance(PAUSE);
            http.append(other, Entries.points(1, "loss", null, 0, 1), Entries.end(2, RunStatus.FINISHED));
            WatchedRun second = events.nextOfSeveral();
            http.delete("/api/v1/runs/" + third);
            clock.advance(PAUSE);
            http.append(ServerTest.RUN, Entries.end(1, RunStatus.FAILED));
            WatchedRun last = events.nextOfSeveral();

            assertThat(first).containsExactly(ServerTest.RUN, other, third);
            assertThat(second.run()).isEqualTo(other);
            assertThat(second.change().status()).isEqualTo(RunStatus.FINISHED);
            assertThat(last.run()).isEqualTo(ServerTest.RUN);
            assertThat(last.change().status()).isEqualTo(RunStatus.FAILED);
            assertThat(events.isOver()).isTrue();
        }
    }

    @Test
    void one_to_a_hundred_runs_can_be_watched_together() {
        String run = "run=" + ServerTest.RUN;

        assertThat(http.get("/api/v1/changes").problem().detail()).contains("is given 0 times: 1 to 100 are allowed");
        assertThat(http.get("/api/v1/changes?" + run + "&run=00000000-0000-0000-0000-000000000000")
                        .status())
                .isEqualTo(404);
        assertThat(http.send("HEAD", "/api/v1/changes?" + run + "&" + run, null).status())
                .isEqualTo(200);
    }

    @Test
    void a_server_that_stops_ends_its_streams() throws Exception {
        try (Events events = new Events()) {
            events.next();
            server.close();

            assertThat(events.isOver()).isTrue();
        }
    }

    /** A stream of events, read as it arrives. */
    private final class Events implements AutoCloseable {
        private final Wire wire;
        private final String head;

        Events(String... headers) throws IOException {
            this(List.of(headers), "/api/v1/runs/" + ServerTest.RUN + "/changes");
        }

        Events(List<String> headers, String path) throws IOException {
            wire = Wire.to(server.uri());
            StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.0\r\nHost: localhost\r\n");
            for (String header : headers) {
                request.append(header).append("\r\n");
            }
            wire.send(request + "\r\n");
            head = wire.answer();
        }

        String head() {
            return head;
        }

        /** Reads up to the next empty line. */
        String block() throws IOException {
            StringBuilder block = new StringBuilder();
            while (block.indexOf("\n\n") < 0) {
                int next = wire.read();
                if (next < 0) {
                    return block.toString();
                }
                block.append((char) next);
            }
            return block.toString();
        }

        RunChange next() throws IOException {
            return next(RunForms.RUN_CHANGE, change -> change);
        }

        WatchedRun nextOfSeveral() throws IOException {
            return next(RunForms.WATCHED_RUN, WatchedRun::change);
        }

        private <T> T next(Form<T> form, Function<T, RunChange> changeOf) throws IOException {
            String block = block();
            while (block.startsWith(":")) {
                block = block();
            }
            String[] lines = block.split("\n", -1);
            T event = form.read(lines[2].substring("data: ".length()).getBytes(StandardCharsets.UTF_8));
            RunChange change = changeOf.apply(event);
            assertThat(lines[0]).isEqualTo("id: " + change.next());
            assertThat(lines[1]).isEqualTo("event: change");
            return event;
        }

        boolean isOver() throws IOException {
            return block().isEmpty();
        }

        @Override
        public void close() throws IOException {
            wire.close();
        }
    }
}
