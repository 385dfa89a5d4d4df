package io.github.djltracker.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.mlflow.call.MlflowApi;
import io.github.djltracker.mlflow.call.MlflowSettings;
import io.github.djltracker.testing.Entries;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages when MLflow is unavailable, is another server, or refuses a request; the entry is kept each time. */
final class MlflowMessagesTest {
    private static final UUID RUN = new UUID(1, 2);

    private final MockWebServer server = new MockWebServer();
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void start() throws IOException {
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private UnavailableException refused(int code, String type, String body, String... headers) {
        MockResponse.Builder response = new MockResponse.Builder()
                .code(code)
                .addHeader("Content-Type", type)
                .body(body);
        for (int i = 0; i < headers.length; i += 2) {
            response.addHeader(headers[i], headers[i + 1]);
        }
        server.enqueue(response.build());
        String address = new MlflowProvider().address(server.url("/").toString());
        try (MlflowSink sink = new MlflowSink(MlflowApi.open(address, variables))) {
            sink.append(RUN, Entries.start(RUN, "digits", "abc"));
            throw new AssertionError("it was taken");
        } catch (UnavailableException e) {
            assertThat(e.getMessage()).contains(address).doesNotContain("hunter2");
            return e;
        }
    }

    @Test
    void a_page_to_log_in_is_no_mlflow() {
        assertThat(refused(200, "text/html; charset=utf-8", "<html>Log in</html>"))
                .hasMessageContaining("text/html instead of JSON")
                .hasMessageContaining("login page")
                .hasMessageContaining("MLFLOW_TRACKING_TOKEN");
        assertThat(refused(302, "text/html", "", "Location", "https://login.example/"))
                .hasMessageContaining("redirects to https://login.example/")
                .hasMessageContaining("is the URL correct?");
        assertThat(refused(404, "text/html", "<html>Not Found</html>")).hasMessageContaining("is the URL correct?");
    }

    @Test
    void a_host_that_mlflow_does_not_know_is_told_with_the_option_that_helps() {
        assertThat(refused(403, "text/plain", "Invalid Host header - possible DNS rebinding attack detected"))
                .hasMessageContaining("--allowed-hosts");
    }

    @Test
    void a_token_that_is_missing_or_has_expired_is_told_with_the_variable_that_holds_it() {
        assertThat(refused(401, "text/plain", "no")).hasMessageContaining("no credentials were given");
        variables.put("MLFLOW_TRACKING_TOKEN", "hunter2");
        assertThat(refused(401, "text/plain", "no hunter2"))
                .hasMessageContaining("have expired")
                .hasMessageContaining("MLFLOW_TRACKING_TOKEN");
        assertThat(refused(403, "application/json", "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"no\"}"))
                .hasMessageContaining("permission");
    }

    @Test
    void a_busy_server_says_when_to_come_again() {
        UnavailableException busy = refused(429, "text/plain", "slow down", "Retry-After", "7");

        assertThat(busy.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(refused(503, "text/html", "<html>")).hasMessageContaining("is temporarily unavailable");
    }

    @Test
    void an_experiment_that_is_deleted_is_told_with_how_to_restore_it() {
        assertThat(
                        refused(
                                200,
                                "application/json",
                                "{\"experiment\":{\"experiment_id\":\"1\",\"name\":\"digits\",\"lifecycle_stage\":\"deleted\"}}"))
                .hasMessageContaining("experiment \"digits\" is deleted")
                .hasMessageContaining("mlflow experiments restore");
    }

    @Test
    void answers_of_json_that_is_not_mlflows_are_kept_for_later() {
        assertThatThrownBy(() -> {
                    throw refused(200, "application/json", "[]");
                })
                .hasMessageContaining("no MLflow answers");
        refused(400, "application/json", "{\"error_code\":\"INVALID_PARAMETER_VALUE\",\"message\":\"no\"}");
    }

    @Test
    void secrets_go_as_mlflows_own_clients_send_them() throws InterruptedException {
        variables.put("MLFLOW_TRACKING_USERNAME", "me");
        variables.put("MLFLOW_TRACKING_PASSWORD", "hunter2");
        variables.put("MLFLOW_TRACKING_TOKEN", "unused");
        variables.put("DJL_TRACKER_MLFLOW_HEADERS", "X-MLFLOW-WORKSPACE: team; X-Other: a b");
        refused(503, "text/plain", "");

        var headers = server.takeRequest().getHeaders();

        assertThat(headers.get("Authorization")).isEqualTo("Basic bWU6aHVudGVyMg==");
        assertThat(headers.get("X-MLFLOW-WORKSPACE")).isEqualTo("team");
        assertThat(headers.get("X-Other")).isEqualTo("a b");
    }

    @Test
    void settings_that_cannot_be_meant_are_refused_without_being_shown() {
        variables.put("MLFLOW_TRACKING_PASSWORD", "hunter2");
        assertThatThrownBy(() -> MlflowSettings.of(variables))
                .hasMessageContaining("MLFLOW_TRACKING_USERNAME is not")
                .hasMessageNotContaining("hunter2");
        variables.clear();
        variables.put("DJL_TRACKER_MLFLOW_HEADERS", "hunter2");
        assertThatThrownBy(() -> MlflowSettings.of(variables))
                .hasMessageContaining("without a colon")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "http://Host:5000, http://host:5000",
        "HTTPS://host/mlflow/, https://host/mlflow",
        "http://my_mlflow:5000, http://my_mlflow:5000"
    })
    void an_address_is_one_text_however_it_is_written(String rest, String address) {
        assertThat(new MlflowProvider().address(rest)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host:5000", "ftp://host", "http://", "http://me:hunter2@host", "http://host?a=hunter2"})
    void what_is_no_url_of_a_server_is_refused(String rest) {
        assertThatThrownBy(() -> new MlflowProvider().address(rest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2");
    }
}
