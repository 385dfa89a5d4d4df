package io.github.djltracker;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.destination.Verifiable;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.outbox.Outbox;
import io.github.djltracker.outbox.OutboxStatus;
import io.github.djltracker.testing.Entries;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several outboxes on one machine: one for the server that the token belongs to, and one for another server. */
@Timeout(60)
final class OutboxesTest {
    private static final UUID RUN = new UUID(1, 2);

    @TempDir
    private Path folder;

    private final MockWebServer own = new MockWebServer();
    private final MockWebServer stranger = new MockWebServer();
    private TrackerOptions options;

    @BeforeEach
    void start() throws IOException {
        for (MockWebServer server : List.of(own, stranger)) {
            server.start(InetAddress.getLoopbackAddress(), 0);
            server.enqueue(new MockResponse.Builder()
                    .addHeader("Content-Type", "application/json")
                    .body("{\"next\":1}")
                    .build());
        }
        options = new TrackerOptions("secret-token", folder);
    }

    @AfterEach
    void stop() {
        own.close();
        stranger.close();
    }

    @Test
    void a_token_goes_to_its_own_server_alone() throws InterruptedException {
        leave("a", url(stranger));
        leave("b", url(own));

        List<OutboxStatus> after =
                Outboxes.sync(options, List.of(TrackerUri.parse(url(own) + "/")), (box, reached) -> {});

        assertThat(after).extracting(OutboxStatus::entries).containsExactly(1L, 0L);
        assertThat(after.get(0).failure()).contains(url(stranger), "--to", "DJL_TRACKER_URI");
        assertThat(own.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer secret-token");
        assertThat(stranger.getRequestCount()).isZero();
    }

    @Test
    void a_token_goes_nowhere_where_nobody_says_whose_it_is() {
        leave("a", url(stranger));
        leave("b", url(own));

        List<OutboxStatus> after = Outboxes.sync(options, List.of(TrackerUri.parse("runs.db")), (box, reached) -> {});

        assertThat(after)
                .hasSize(2)
                .allSatisfy(status -> assertThat(status.failure()).contains("nothing is sent"));
        assertThat(own.getRequestCount() + stranger.getRequestCount()).isZero();
    }

    @Test
    void a_token_goes_to_the_only_server_there_is() throws InterruptedException {
        leave("b", url(own));

        List<OutboxStatus> after = Outboxes.sync(options, List.of(TrackerUri.parse("runs.db")), (box, reached) -> {});

        assertThat(after).extracting(OutboxStatus::entries).containsExactly(0L);
        assertThat(own.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer secret-token");
    }

    @Test
    void a_destination_that_is_read_back_gets_secrets_only_where_they_are_its_own() {
        String mlflow = "mlflow:" + url(own);
        leave("a", mlflow);
        leave("b", "mlflow:" + url(stranger));
        options = options.variable("MLFLOW_TRACKING_TOKEN", "secret-token");
        List<OutboxStatus> all = Outboxes.check(options);
        for (MockWebServer server : List.of(own, stranger)) {
            server.enqueue(new MockResponse.Builder().body("{}").build());
        }

        for (OutboxStatus outbox : all) {
            Sink sink = requireNonNull(Outboxes.destination(outbox, all, List.of(TrackerUri.parse(mlflow)), options));
            assertThat(((Verifiable) sink).differences(RUN, List.<RunEntry>of().iterator()))
                    .singleElement()
                    .asString()
                    .contains("does not have run");
        }

        assertThat(authorization(own)).isEqualTo("Bearer secret-token");
        assertThat(authorization(stranger)).isNull();
    }

    private static @Nullable String authorization(MockWebServer server) {
        try {
            return server.takeRequest().getHeaders().get("Authorization");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void without_a_token_everything_is_sent() {
        leave("a", url(stranger));
        leave("b", url(own));

        List<OutboxStatus> after =
                Outboxes.sync(options.token(null), List.of(TrackerUri.parse(url(own))), (box, reached) -> {});

        assertThat(after).extracting(OutboxStatus::entries).containsExactly(0L, 0L);
    }

    @Test
    void one_server_is_sent_to_by_name() {
        leave("a", url(stranger));
        leave("b", url(own));

        List<OutboxStatus> after = Outboxes.sync(options, TrackerUri.parse(url(own)), (box, reached) -> {});

        assertThat(after).extracting(OutboxStatus::destination).containsExactly(url(own));
        assertThat(after.get(0).entries()).isZero();
        assertThat(stranger.getRequestCount()).isZero();
    }

    @Test
    void what_is_no_outbox_is_passed_over_and_one_that_fails_does_not_hold_up_the_others() throws IOException {
        Files.createDirectory(folder.resolve("a"));
        Files.createDirectory(folder.resolve("lost+found"));
        Files.createDirectories(folder.resolve("nameless").resolve(RUN.toString()));
        Files.createDirectories(folder.resolve("broken").resolve("destination"));
        leave("c", "no url at all");
        leave("z", url(own));
        TrackerOptions open = options.token(null);

        List<OutboxStatus> before = Outboxes.check(open);
        List<OutboxStatus> after = Outboxes.sync(open, (box, reached) -> {});

        assertThat(before).extracting(OutboxStatus::destination).containsExactly("", "no url at all", "", url(own));
        assertThat(after).hasSize(4);
        assertThat(after.get(0).failure()).contains(folder.resolve("broken").toString());
        assertThat(after.get(1).failure()).contains("no url at all");
        assertThat(after.get(2).failure()).contains("nameless", "does not name its destination");
        assertThat(after.get(3).failure()).isNull();
        assertThat(after.get(3).acknowledged()).isEqualTo(1);
    }

    private void leave(String name, String destination) {
        try (Outbox outbox = Outbox.open(folder.resolve(name), destination, (run, lines) -> {
            throw new UnavailableException("away");
        })) {
            outbox.append(RUN, Entries.start(RUN, "e", "h"));
            outbox.close(Duration.ZERO);
        }
    }

    private static String url(MockWebServer server) {
        return "http://127.0.0.1:" + server.getPort();
    }
}
