package io.github.djltracker.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.store.Requests;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Nested transactions. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
final class DatabaseTest {
    private static final UUID REQUEST = new UUID(3, 3);

    private final TestDatabase kind;

    @TempDir
    private Path folder;

    private SqlStore store;

    DatabaseTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        store = kind.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_read_within_a_write_sees_what_was_written() {
        String answer = store.once(REQUEST, "c", () -> {
            store.experiment("e").models().create("h").metrics().log("loss", 0.5);
            return "metrics: "
                    + store.experiment("e")
                            .models()
                            .read("h")
                            .orElseThrow()
                            .metrics()
                            .list()
                            .size();
        });

        assertThat(answer).isEqualTo("metrics: 1");
        assertThat(store.experiments().list()).hasSize(1);
    }

    @Test
    void a_write_that_throws_takes_those_within_it_along() {
        assertThatThrownBy(() -> store.once(REQUEST, "c", () -> {
                    store.experiments().create("e");
                    throw new IllegalStateException("changed my mind");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(store.experiments().list()).isEmpty();
        assertThat(store.once(REQUEST, "another", () -> "done")).isEqualTo("done");
    }

    @Test
    void a_request_is_forgotten_after_a_week() throws Exception {
        ManualClock clock = new ManualClock(Instant.parse("2024-03-01T12:00:00Z"));
        try (SqlStore timed = SqlStore.open(kind.create(folder).get(), clock)) {
            timed.once(REQUEST, "c", () -> "first");
            clock.advance(Requests.KEPT);
            timed.once(new UUID(4, 4), "c", () -> "another");
            String known = timed.once(REQUEST, "c", () -> "again");
            clock.advance(Duration.ofMillis(1));
            timed.once(new UUID(5, 5), "c", () -> "another");
            String forgotten = timed.once(REQUEST, "c", () -> "again");

            assertThat(known).isEqualTo("first");
            assertThat(forgotten).isEqualTo("again");
        }
    }

    @Test
    void a_write_may_go_on_after_one_within_it_was_refused() {
        store.experiments().create("e");

        store.once(REQUEST, "c", () -> {
            assertThatThrownBy(() -> store.experiments().create("e")).isInstanceOf(AlreadyExistsException.class);
            return store.experiments().create("f").name();
        });

        assertThat(store.experiments().list()).hasSize(2);
    }

    @Test
    void a_write_fails_with_one_within_it_that_failed_even_if_nobody_minds() {
        assertThatThrownBy(() -> store.once(REQUEST, "c", () -> {
                    store.experiments().create("e");
                    assertThatThrownBy(() -> store.database().write(session -> session.update("DELETE FROM nowhere")))
                            .isInstanceOf(UnavailableException.class);
                    return "done";
                }))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("nowhere");

        assertThat(store.experiments().list()).isEmpty();
    }

    @Test
    void goes_on_after_a_statement_that_failed() {
        assertThatThrownBy(() -> store.database().write(session -> session.update("DELETE FROM nowhere")))
                .isInstanceOf(UnavailableException.class);
        assertThatThrownBy(() -> store.database().read(session -> session.number("SELECT nothing FROM nowhere")))
                .isInstanceOf(UnavailableException.class);

        store.experiments().create("e");

        assertThat(store.experiments().list()).hasSize(1);
    }

    @Test
    void cannot_be_closed_by_what_writes() {
        assertThatThrownBy(() -> store.once(REQUEST, "c", () -> {
                    store.close();
                    return "closed";
                }))
                .isInstanceOf(IllegalStateException.class);

        store.experiments().create("e");

        assertThat(store.experiments().list()).hasSize(1);
    }

    @Test
    void is_closed_once_and_for_all() {
        store.close();
        store.close();

        assertThatThrownBy(() -> store.experiments().list())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> store.experiments().create("e"))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("closed");
    }
}
