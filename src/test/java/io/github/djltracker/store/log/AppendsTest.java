package io.github.djltracker.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.database.Database;
import io.github.djltracker.store.database.TestDatabase;
import io.github.djltracker.testing.Entries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Appends that wait while others are written are then written together, whether or not threads wait for them. */
@ParameterizedClass
@MethodSource("ways")
@Timeout(120)
final class AppendsTest {
    private static final int RUNS = 30;

    private final TestDatabase kind;
    private final boolean isAsync;
    private final List<UUID> runs = new ArrayList<>();
    private final List<FutureTask<Long>> tasks = new ArrayList<>();

    @TempDir
    private Path folder;

    private Database database;
    private Appends appends;

    AppendsTest(TestDatabase kind, boolean isAsync) {
        this.kind = kind;
        this.isAsync = isAsync;
    }

    static Stream<Arguments> ways() {
        return Arrays.stream(TestDatabase.values())
                .flatMap(kind -> Stream.of(Arguments.of(kind, false), Arguments.of(kind, true)));
    }

    private long append(UUID run, List<RunEntry> entries) {
        if (!isAsync) {
            return appends.append(run, entries);
        }
        try {
            return appends.appendAsync(run, entries).join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    /** Advances whenever it is read, so that each transaction has a different time. */
    private static final class TickingClock extends Clock {
        private final AtomicLong millis = new AtomicLong(Entries.TIME.toEpochMilli());

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis.incrementAndGet());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void open() {
        database = Database.open(kind.create(folder).get());
        appends = new Appends(database, new TickingClock());
        for (int i = 0; i < RUNS; i++) {
            UUID run = UUID.randomUUID();
            runs.add(run);
            append(run, List.of(Entries.start(run, "e", "h" + i % 3)));
        }
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static RunEntry loss(long sequence) {
        return Entries.points(sequence, "loss", null, sequence, 0.5);
    }

    private void start(UUID run, RunEntry entry) {
        FutureTask<Long> task = new FutureTask<>(() -> append(run, List.of(entry)));
        tasks.add(task);
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    /** The number of threads that write a group, to which nothing can be added any more. */
    private static long writing() {
        return Thread.getAllStackTraces().values().stream()
                .filter(frames -> Arrays.stream(frames)
                        .anyMatch(frame -> frame.getClassName().equals(AppendGroup.class.getName())))
                .count();
    }

    /**
     * Blocks one append for each writer, of the first runs. Appends that {@code meanwhile} starts have to wait for
     * these.
     */
    private void holdUp(Runnable meanwhile) {
        database.write(session -> {
            // blocks appends to a model and, in SQLite, all writes
            session.eachLocked(row -> {}, "SELECT model FROM model_state ORDER BY model");
            for (int i = 0; i < database.writers(); i++) {
                start(runs.get(i), loss(1));
            }
            await(() -> writing() == database.writers());
            meanwhile.run();
            awaitWaiting();
            return 0;
        });
    }

    private void awaitWaiting() {
        await(() -> appends.waiting() == tasks.size() - database.writers());
    }

    private static void await(Callable<Boolean> claim) {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(claim);
    }

    /** When the latest entry of a run arrived. */
    private long seen(UUID run) {
        return database.read(session ->
                session.number("SELECT s.seen FROM run_state s JOIN run r ON r.id = s.run WHERE r.uuid = ?", run));
    }

    @Test
    void those_that_wait_are_written_in_one_transaction() throws Exception {
        holdUp(() -> runs.subList(database.writers(), RUNS).forEach(run -> start(run, loss(1))));

        Set<Long> times = new HashSet<>();
        for (int i = 0; i < RUNS; i++) {
            assertThat(tasks.get(i).get()).isEqualTo(2);
            times.add(seen(runs.get(i)));
        }
        assertThat(times).hasSizeBetween(2, 2 * database.writers());
    }

    @Test
    void what_is_refused_harms_only_itself() throws Exception {
        UUID deleted = runs.get(RUNS - 1);
        UUID ended = runs.get(RUNS - 2);
        database.write(session -> session.update("DELETE FROM run WHERE uuid = ?", deleted));
        append(ended, List.of(Entries.end(1, RunStatus.FINISHED)));
        int good = database.writers();

        holdUp(() -> {
            start(runs.get(good), loss(1));
            start(deleted, loss(1));
            start(ended, loss(2));
            start(UUID.randomUUID(), loss(4));
            start(runs.get(good + 1), loss(3));
            start(runs.get(good + 2), loss(1));
        });

        assertThat(tasks.get(good).get()).isEqualTo(2);
        assertRefused(good + 1, DeletedException.class);
        assertRefused(good + 2, RejectedException.class);
        assertRefused(good + 3, GapException.class);
        assertRefused(good + 4, GapException.class);
        assertThat(tasks.get(good + 5).get()).isEqualTo(2);
    }

    @Test
    void what_cannot_be_written_harms_only_itself() throws Exception {
        UUID damaged = runs.get(RUNS - 1);
        append(damaged, List.of(loss(1)));
        database.write(session -> session.update(
                "UPDATE series SET statistics = ? WHERE run = (SELECT id FROM run WHERE uuid = ?)",
                new byte[1],
                damaged));
        int good = database.writers();

        holdUp(() -> {
            start(runs.get(good), loss(1));
            // the end of a run packs all of it
            start(damaged, Entries.end(2, RunStatus.FINISHED));
            start(runs.get(good + 1), loss(1));
        });

        assertThat(tasks.get(good).get()).isEqualTo(2);
        assertRefused(good + 1, UnavailableException.class);
        assertThat(tasks.get(good + 2).get()).isEqualTo(2);
        assertThat(append(damaged, List.of(loss(2)))).isEqualTo(3);
    }

    @Test
    void entries_of_one_run_that_wait_together_keep_the_order_in_which_they_came() throws Exception {
        UUID run = runs.get(RUNS - 1);

        holdUp(() -> {
            for (int sequence = 1; sequence <= 5; sequence++) {
                start(run, loss(sequence));
                awaitWaiting();
            }
        });

        for (int i = 0; i < 5; i++) {
            assertThat(tasks.get(database.writers() + i).get()).isEqualTo(2 + i);
        }
    }

    @Test
    void a_run_can_begin_while_others_wait() throws Exception {
        UUID fresh = UUID.randomUUID();

        holdUp(() -> {
            start(runs.get(RUNS - 1), loss(1));
            start(fresh, Entries.start(fresh, "another", "h"));
            start(runs.get(RUNS - 2), loss(1));
        });

        for (FutureTask<Long> task : tasks) {
            assertThat(task.get()).isPositive();
        }
        assertThat(append(fresh, List.of(loss(1)))).isEqualTo(2);
    }

    @Test
    void what_a_greater_transaction_appends_goes_with_it() {
        UUID run = runs.get(0);

        assertThatThrownBy(() -> database.write(session -> {
                    assertThat(append(run, List.of(loss(1)))).isEqualTo(2);
                    throw new IllegalStateException("the rest failed");
                }))
                .hasMessage("the rest failed");

        assertThat(append(run, List.of(loss(1)))).isEqualTo(2);
        assertThat(append(run, List.of(loss(1)))).as("it is there").isEqualTo(2);
    }

    @Test
    void what_comes_after_the_end_is_told_that_it_is_closed() {
        database.close();

        assertThatThrownBy(() -> append(runs.get(0), List.of(loss(1)))).isInstanceOf(ClosedException.class);
    }

    private void assertRefused(int task, Class<? extends Exception> type) {
        assertThatThrownBy(() -> tasks.get(task).get()).hasCauseInstanceOf(type);
    }

    @Test
    void an_append_that_nobody_waits_for_says_when_it_is_stored() {
        CompletableFuture<Long> next = appends.appendAsync(runs.get(0), List.of(loss(1)));
        CompletableFuture<Long> refused = appends.appendAsync(runs.get(1), List.of(loss(5)));

        assertThat(next).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(2L);
        assertThat(refused)
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableThat()
                .withCauseInstanceOf(GapException.class);
        assertThat(append(runs.get(0), List.of(loss(1)))).isEqualTo(2);
    }
}
