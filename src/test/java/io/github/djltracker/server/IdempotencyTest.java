package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.server.route.Creation;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.NewModel;
import io.github.djltracker.wire.form.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class IdempotencyTest extends ServerTest {
    private static final String KEY = "0a1b2c3d-0000-4000-8000-0123456789ab";

    @Test
    void a_repeated_request_answers_as_the_first_did_and_does_nothing() {
        String experiments = BASE + "/experiments";
        Http.Answer first = http.post(experiments, "{\"name\":\"digits\"}", Creation.KEY, KEY);
        UUID id = Forms.EXPERIMENT.read(first.bytes()).id();
        store.experiments().update(id, "renamed");

        Http.Answer again = http.post(experiments, "{\"name\":\"digits\"}", Creation.KEY, KEY);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(store.experiments().list()).hasSize(1);
    }

    @Test
    void a_key_that_was_used_for_something_else_is_refused() {
        http.post(BASE + "/experiments", "{\"name\":\"digits\"}", Creation.KEY, KEY);

        Http.Answer other = http.post(BASE + "/experiments", "{\"name\":\"letters\"}", Creation.KEY, KEY);

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem().type()).isEqualTo(Problem.ALREADY_EXISTS);
        assertThat(store.experiments().list()).hasSize(1);
    }

    @Test
    void what_was_refused_may_be_asked_for_again_under_its_key() {
        http.post(BASE + "/experiments", "{\"name\":\"digits\"}");
        assertThat(http.post(BASE + "/experiments", "{\"name\":\"digits\"}", Creation.KEY, KEY)
                        .status())
                .isEqualTo(409);
        store.experiments()
                .delete(store.experiments().read("digits").orElseThrow().id());

        assertThat(http.post(BASE + "/experiments", "{\"name\":\"digits\"}", Creation.KEY, KEY)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void everything_that_is_created_may_have_a_key_and_be_as_large_as_it_may() {
        String experiment = BASE + "/experiments/" + store.experiment("digits").id();
        String text = "\u00e9".repeat(65_536);
        byte[] model = Forms.NEW_MODEL.write(new NewModel("abc", "net", text));
        String models = experiment + "/models";
        String modelPath = BASE + "/models/"
                + Forms.MODEL.read(send(models, model).bytes()).id();
        String iterations = modelPath + "/iterations";
        String iteration = iterations + "/"
                + Forms.ITERATION
                        .read(send(iterations, Forms.NEW_ITERATION.write(3L)).bytes())
                        .id();
        Map<String, byte[]> bodies = Map.of(
                models,
                model,
                iterations,
                Forms.NEW_ITERATION.write(3L),
                modelPath + "/modules",
                module(text),
                iteration + "/modules",
                module(text),
                modelPath + "/metrics",
                "{\"name\":\"loss\",\"value\":\"-Infinity\",\"step\":1}".getBytes(StandardCharsets.UTF_8));

        bodies.forEach((path, body) -> {
            Http.Answer first = send(path, body);
            Http.Answer again = send(path, body);

            assertThat(first.status()).as(path + first.text()).isEqualTo(201);
            assertThat(again.text()).isEqualTo(first.text());
        });
        assertThat(Forms.MODEL.read(send(models, model).bytes()).description()).isEqualTo(text);
    }

    @Test
    void a_key_that_is_no_uuid_or_comes_twice_is_refused() {
        assertThat(http.post(BASE + "/experiments", "{\"name\":\"x\"}", Creation.KEY, "1")
                        .problem()
                        .detail())
                .contains(Creation.KEY);
        assertThat(http.post(BASE + "/experiments", "{\"name\":\"x\"}", Creation.KEY, KEY, Creation.KEY, KEY)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void of_many_requests_at_once_one_is_done() throws Exception {
        ExecutorService many = Executors.newFixedThreadPool(16);
        try {
            Callable<String> request =
                    () -> http.post(BASE + "/experiments", "{\"name\":\"digits\"}", Creation.KEY, KEY)
                            .text();
            Set<String> answers = new HashSet<>();
            for (Future<String> answer : many.invokeAll(Collections.nCopies(32, request))) {
                answers.add(answer.get());
            }

            assertThat(answers).hasSize(1);
        } finally {
            many.shutdownNow();
        }
    }

    private static byte[] module(String text) {
        return ("{\"name\":\"conv\",\"attributes\":{\"text\":\"" + text + text + "\"}}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Http.Answer send(String path, byte[] body) {
        UUID key = UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8));
        return http.send("POST", path, body, Creation.KEY, key.toString());
    }
}
