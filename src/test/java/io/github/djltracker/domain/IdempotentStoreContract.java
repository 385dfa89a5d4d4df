package io.github.djltracker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.query.MetricQuery;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link IdempotentStore#once} does. */
public interface IdempotentStoreContract extends TrackerContract {
    @Override
    IdempotentStore store();

    @Test
    default void does_a_request_once_and_answers_it_again() {
        UUID request = UUID.randomUUID();
        AtomicInteger done = new AtomicInteger();

        for (int i = 0; i < 3; i++) {
            String answer = store().once(request, "metric m", () -> {
                done.incrementAndGet();
                return model().metrics().log("m", 1).id();
            });

            assertThat(model().metrics().list()).extracting(Metric::id).containsExactly(answer);
        }
        assertThat(done).hasValue(1);
        store().once(
                        UUID.randomUUID(),
                        "metric m",
                        () -> model().metrics().log("m", 1).id());
        assertThat(model().metrics().list()).hasSize(2);
    }

    @Test
    default void remembers_a_request_though_what_it_made_is_gone() {
        UUID request = UUID.randomUUID();
        String made =
                store().once(request, "e", () -> experiments().create("e").id().toString());
        experiments().delete(UUID.fromString(made));

        String again =
                store().once(request, "e", () -> experiments().create("e").id().toString());

        assertThat(again).isEqualTo(made);
        assertThat(experiments().list()).isEmpty();
    }

    @Test
    default void refuses_another_request_under_the_same_id() {
        UUID request = UUID.randomUUID();
        store().once(request, "one", () -> "first");

        assertThatThrownBy(() -> store().once(request, "two", () -> {
                    model().metrics().log("m", 1);
                    return "second";
                }))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining(request.toString());

        assertThat(experiments().list()).isEmpty();
        assertThat(store().once(request, "one", () -> "third")).isEqualTo("first");
    }

    @Test
    default void a_request_that_fails_leaves_nothing_and_may_be_made_again() {
        UUID request = UUID.randomUUID();
        experiments().create("there");
        Model model = model();

        assertThatThrownBy(() -> store().once(request, "content", () -> {
                    experiments().create("new").models().create(HASH);
                    model.metrics().log("m", 1);
                    model.step(7);
                    experiments().create("there");
                    return "not reached";
                }))
                .isInstanceOf(AlreadyExistsException.class)
                .hasMessageContaining("there");

        assertThat(experiments().list()).extracting(Experiment::name).containsExactly("there", "e");
        assertThat(model.metrics().list()).isEmpty();
        assertThat(model.step()).isZero();
        assertThat(store().once(request, "another content", () -> "done")).isEqualTo("done");
    }

    @Test
    default void a_request_whose_answer_is_too_long_leaves_nothing() {
        UUID request = UUID.randomUUID();

        assertThatThrownBy(() -> store().once(request, "content", () -> {
                    experiments().create("new");
                    return "x".repeat(Limits.MAX_TEXT + 1);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("65536");

        assertThat(experiments().list()).isEmpty();
        String longest = "x".repeat(Limits.MAX_TEXT);
        store().once(request, "content", () -> longest);
        assertThat(store().once(request, "content", () -> "again")).isEqualTo(longest);
    }

    @Test
    default void within_a_request_one_reads_what_it_wrote() {
        UUID run = UUID.randomUUID();

        String answer = store().once(UUID.randomUUID(), "content", () -> {
            store().logs().append(run, Entries.start(run, "e", HASH));
            store().logs().append(run, Entries.points(1, "loss", null, 0, 1, 2));
            Model model = store().logs().model(run).orElseThrow();
            model.metrics().remove(model.metrics().list().get(0));
            return model.metrics().page(MetricQuery.ALL).items().size() + " "
                    + store().logs().next(run) + " " + experiments().list().size() + " "
                    + store().experiment("e").models().list().size();
        });

        assertThat(answer).isEqualTo("1 2 1 1");
        assertThat(model().metrics().list()).extracting(Metric::value).containsExactly(2.0);
    }

    @Test
    default void a_request_within_a_request_is_a_part_of_it() {
        UUID inner = UUID.randomUUID();
        UUID outer = UUID.randomUUID();

        assertThatThrownBy(() -> store().once(outer, "outer", () -> {
                    store().once(
                                    inner,
                                    "inner",
                                    () -> model().metrics().log("m", 1).id());
                    throw new IllegalStateException("not now");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not now");
        assertThat(experiments().list()).isEmpty();

        store().once(outer, "outer", () -> store().once(inner, "inner", () -> model().hash()));
        assertThat(store().once(inner, "inner", () -> "again")).isEqualTo(HASH);
        assertThat(store().once(outer, "outer", () -> "again")).isEqualTo(HASH);
    }

    @Test
    default void does_a_request_once_though_many_ask_at_once() throws Exception {
        UUID request = UUID.randomUUID();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> answers = IntStream.range(0, 24)
                    .mapToObj(i -> threads.submit(() -> store().once(request, "content", () -> {
                        // several threads may start the work, but all except one are rolled back
                        return model().metrics().log("m", i).id();
                    })))
                    .toList();

            String first = answers.get(0).get();
            for (Future<String> answer : answers) {
                assertThat(answer.get()).isEqualTo(first);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(model().metrics().list()).hasSize(1);
    }

    @Test
    default void refuses_requests_without_id_content_or_answer() {
        Bad.refusedNull(() -> store().once(Bad.nothing(UUID.class), "content", () -> ""));
        Bad.refusedNull(() -> store().once(UUID.randomUUID(), Bad.nothing(String.class), () -> ""));
        Bad.refusedNull(() -> store().once(UUID.randomUUID(), "content", () -> {
            experiments().create("new");
            return Bad.nothing(String.class);
        }));

        assertThat(experiments().list()).isEmpty();
    }
}
