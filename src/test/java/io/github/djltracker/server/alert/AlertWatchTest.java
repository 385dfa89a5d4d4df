package io.github.djltracker.server.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.sun.net.httpserver.HttpServer;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.LogCapture;
import io.github.djltracker.testing.ManualClock;
import io.github.djltracker.wire.json.AttributesJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notices that a real receiver gets about runs of a real store. */
@SuppressWarnings("NullAway.Init") // JUnit calls the set-up first
final class AlertWatchTest {
    private static final String SECRET = "a-secret-of-the-tests";

    private record Received(String body, String signature) {}

    private final ManualClock clock = new ManualClock(Entries.TIME);
    private final ServerMetrics metrics = new ServerMetrics(() -> 0, () -> 0);
    private final List<Received> received = Collections.synchronizedList(new ArrayList<>());
    /** The status codes of the first answers; all others are 200. */
    private final Deque<Integer> answers = new ArrayDeque<>();

    @TempDir
    private Path folder;

    private SqlStore store;
    private HttpServer receiver;
    private AlertWatch watch;

    @BeforeEach
    void start() throws IOException {
        store = SqlStore.open(folder.resolve("runs.db"), clock);
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            received.add(new Received(
                    body, String.valueOf(exchange.getRequestHeaders().getFirst(Signature.HEADER))));
            Integer status = answers.poll();
            exchange.getResponseHeaders().add("Retry-After", "7");
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
            exchange.close();
        });
        receiver.start();
        watch = watch(WebhookSettings.PER_MINUTE);
    }

    @AfterEach
    void stop() {
        watch.close();
        receiver.stop(0);
        store.close();
    }

    private AlertWatch watch(int perMinute) {
        WebhookSettings settings = WebhookSettings.of(url(), null, SECRET);
        return new AlertWatch(
                store, new WebhookSettings(settings.url(), settings.format(), SECRET, perMinute), metrics, clock);
    }

    private String url() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/secret/path";
    }

    private void tick(Duration later) throws InterruptedException {
        clock.advance(later);
        watch.tick();
    }

    private void look() throws InterruptedException {
        tick(AlertWatch.PERIOD);
    }

    private UUID started() {
        UUID run = UUID.randomUUID();
        store.logs().append(run, Entries.start(run, "digits", "a".repeat(64), "LeNet", null));
        return run;
    }

    private UUID diverged() {
        UUID run = started();
        store.logs().append(run, Entries.points(1, "loss", "train", 0, 1, Double.NaN));
        return run;
    }

    /** Records a diverged run that has ended, so that no further notice follows. */
    private void divergedToTheEnd() {
        store.logs().append(diverged(), Entries.end(2, RunStatus.FINISHED));
    }

    private List<String> events() {
        return received.stream()
                .map(one -> String.valueOf(json(one).get("event")))
                .toList();
    }

    private static Map<String, ?> json(Received one) {
        return AttributesJson.read(one.body());
    }

    @Test
    void an_alert_is_told_once_and_once_more_when_it_is_over() throws InterruptedException {
        look();
        UUID run = diverged();
        look();
        look();
        assertThat(events()).containsExactly("alert.began");
        assertThat(received.get(0).body())
                .contains("\"kind\":\"DIVERGED\"")
                .contains("\"id\":\"" + run + "\"")
                .contains("\"experiment\":\"digits\"")
                .contains("\"modelName\":\"LeNet\"")
                .contains("of LeNet in digits: diverged: loss@train is NaN at step 1\"");

        store.logs().append(run, Entries.points(2, "loss", "train", 2, 0.5));
        look();
        look();

        assertThat(events()).containsExactly("alert.began", "alert.ended");
    }

    @Test
    void what_was_wrong_when_the_server_started_is_not_told() throws InterruptedException {
        UUID run = diverged();
        look();
        look();
        store.logs().append(run, Entries.points(2, "loss", "train", 2, 0.5));
        look();

        assertThat(received).isEmpty();
    }

    @Test
    void a_run_that_falls_silent_is_told_of_however_late() throws InterruptedException {
        look();
        UUID run = started();
        look();
        look();
        assertThat(received).isEmpty();
        look();
        assertThat(events()).containsExactly("alert.began");
        assertThat(received.get(0).body()).contains("\"kind\":\"LOST\"").contains(run.toString());

        for (int i = 0; i < 10; i++) {
            look();
        }
        store.logs().append(run, Entries.end(1, RunStatus.FINISHED));
        look();

        assertThat(events()).containsExactly("alert.began", "alert.ended");
    }

    @Test
    void a_receiver_knows_by_the_signature_who_sent_it_and_when() throws Exception {
        look();
        diverged();
        look();

        Received one = received.get(0);
        String seconds = Long.toString(clock.instant().getEpochSecond());
        assertThat(one.signature()).isEqualTo("t=" + seconds + ",v1=" + hmac(seconds + "." + one.body()));
    }

    private static String hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
    }

    @Test
    void what_is_not_taken_is_sent_again_after_a_while_that_grows_or_is_asked_for() throws InterruptedException {
        look();
        divergedToTheEnd();
        answers.addAll(List.of(500, 503));
        try (LogCapture log = LogCapture.of(Webhook.class)) {
            look();
            assertThat(received).hasSize(1);
            // the receiver asks for a pause of 7 s
            tick(Duration.ofSeconds(6));
            assertThat(received).hasSize(1);
            tick(Duration.ofSeconds(1));
            assertThat(received).hasSize(2);
            tick(Duration.ofSeconds(7));
            assertThat(received).hasSize(3);
            look();

            assertThat(received).hasSize(3);
            assertThat(received)
                    .extracting(Received::body)
                    .containsOnly(received.get(0).body());
            assertThat(String.join("\n", log.messages(Level.WARN)))
                    .contains("500")
                    .contains("retried")
                    .doesNotContain("secret");
        }
        assertThat(metrics())
                .contains("djl_tracker_webhook_total{outcome=\"retried\"} 2.0")
                .contains("djl_tracker_webhook_total{outcome=\"sent\"} 1.0");
    }

    @Test
    void what_is_refused_is_not_sent_again() throws InterruptedException {
        look();
        divergedToTheEnd();
        answers.add(404);
        try (LogCapture log = LogCapture.of(Webhook.class)) {
            look();
            look();

            assertThat(received).hasSize(1);
            assertThat(log.messages(Level.WARN))
                    .singleElement()
                    .asString()
                    .contains("404")
                    .doesNotContain("secret");
        }
        assertThat(metrics()).contains("djl_tracker_webhook_total{outcome=\"dropped\"} 1.0");
    }

    @Test
    void a_receiver_that_is_away_for_an_hour_misses_what_happened() throws InterruptedException {
        look();
        divergedToTheEnd();
        receiver.stop(0);
        try (LogCapture log = LogCapture.of(Webhook.class)) {
            look();
            for (int i = 0; i < 13; i++) {
                tick(Duration.ofMinutes(5));
            }

            assertThat(log.messages(Level.WARN)).hasSize(2).last().asString().contains("could not be posted");
        }
        assertThat(metrics()).contains("djl_tracker_webhook_total{outcome=\"dropped\"}");
    }

    @Test
    void of_more_than_are_allowed_in_a_minute_the_number_is_told() throws InterruptedException {
        watch = watch(2);
        look();
        for (int i = 0; i < 5; i++) {
            divergedToTheEnd();
        }
        look();
        assertThat(events()).containsExactly("alert.began", "alert.began");

        look();
        look();

        assertThat(events()).startsWith("alert.began", "alert.began", "alerts.held_back");
        assertThat(received.get(2).body()).contains("\"count\":3");
        assertThat(metrics()).contains("djl_tracker_webhook_total{outcome=\"held_back\"} ");
    }

    private String metrics() {
        return new String(metrics.text(), UTF_8);
    }
}
