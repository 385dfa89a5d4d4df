package io.github.djltracker.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.error.AlreadyExistsException;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.value.Metric;
import io.github.djltracker.store.chunk.EntryNumbers;
import io.github.djltracker.store.database.Dialect;
import io.github.djltracker.store.database.TestDatabase;
import io.github.djltracker.store.log.RunState;
import io.github.djltracker.testing.Entries;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two stores of one database, as with two servers, and several threads in each. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
@Timeout(120)
final class SqlStoreConcurrencyTest {
    private static final int THREADS = 8;

    private final TestDatabase kind;

    @TempDir
    private Path folder;

    private SqlStore one;
    private SqlStore two;

    SqlStoreConcurrencyTest(TestDatabase kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() throws Exception {
        Supplier<Dialect> database = kind.create(folder);
        // the tables do not exist yet: both stores race to create them
        List<SqlStore> stores = together(2, thread -> SqlStore.open(database.get(), Clock.systemUTC()));
        one = stores.get(0);
        two = stores.get(1);
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void what_is_sent_by_everybody_is_there_once() throws Exception {
        int entries = 150;
        List<UUID> runs = List.of(new UUID(5, 1), new UUID(5, 2));

        together(THREADS, thread -> {
            UUID run = runs.get(thread % 2);
            for (int i = 0; i < entries; i++) {
                store(thread / 2).logs().append(run, WriterProcess.entry(run, i, entries));
            }
            return true;
        });

        long points = 0;
        for (UUID run : runs) {
            List<RunEntry> log = SqlStoreTest.read(one, run);
            assertThat(log).hasSize(entries);
            for (int i = 0; i < entries; i++) {
                assertThat(log.get(i)).isEqualTo(WriterProcess.entry(run, i, entries));
            }
            points += one.points(run, "metric 0", "train").count();
        }
        Model model = two.experiment("e").models().read("h").orElseThrow();
        assertThat(model.runs().list()).hasSize(2);
        assertThat(model.metrics().list("metric 0")).hasSize((int) points);
        assertThat(model.iterations().list()).hasSize((int) points);
    }

    @Test
    void entries_of_several_runs_of_a_model_have_different_numbers() throws Exception {
        int entries = 40;

        together(THREADS, thread -> {
            UUID run = new UUID(6, thread);
            for (int i = 0; i < entries; i++) {
                store(thread).logs().append(run, WriterProcess.entry(run, i, entries));
            }
            Model model = store(thread).experiment("e").models().read("h").orElseThrow();
            model.metrics().log("by hand", thread);
            return model.iterations().create(thread);
        });

        List<Long> numbers = new ArrayList<>(
                one.database().read(session -> session.list(row -> row.getLong(1), "SELECT number FROM metric")));
        numbers.addAll(
                one.database().read(session -> session.list(row -> row.getLong(1), "SELECT number FROM iteration")));
        for (int thread = 0; thread < THREADS; thread++) {
            UUID run = new UUID(6, thread);
            one.database().read(session -> {
                RunState state = Objects.requireNonNull(RunState.read(session, run));
                EntryNumbers ofRun = new EntryNumbers(session, state.run(), state.packed());
                for (int sequence = 1; sequence < entries; sequence++) {
                    numbers.add(ofRun.number(sequence));
                }
                return true;
            });
        }
        assertThat(numbers).hasSize(THREADS * (entries - 1 + 2)).doesNotHaveDuplicates();
        assertThat(Set.copyOf(numbers)).contains(1L, (long) numbers.size());
    }

    @Test
    void what_everybody_creates_is_created_once() throws Exception {
        List<Boolean> created = together(
                THREADS,
                thread -> isFirst(() -> {
                    store(thread).experiments().create("created");
                    return true;
                }));
        List<Boolean> modelled = together(
                THREADS,
                thread -> isFirst(() -> {
                    store(thread).experiment("modelled").models().create("h");
                    return true;
                }));
        Set<UUID> named = Set.copyOf(
                together(THREADS, thread -> store(thread).experiment("named").id()));

        assertThat(created).containsOnlyOnce(true);
        assertThat(modelled).containsOnlyOnce(true);
        assertThat(named).hasSize(1);
        assertThat(one.experiments().list()).extracting(Experiment::name).hasSize(3);
    }

    private static boolean isFirst(Callable<Boolean> create) throws Exception {
        try {
            return create.call();
        } catch (AlreadyExistsException e) {
            return false;
        }
    }

    @Test
    void what_is_asked_for_by_everybody_is_done_once() throws Exception {
        UUID request = new UUID(7, 7);
        AtomicInteger name = new AtomicInteger();

        Set<String> answers = Set.copyOf(together(
                THREADS,
                thread -> store(thread).once(request, "create", () -> {
                    String mine = "answer " + name.incrementAndGet();
                    store(thread).experiments().create(mine);
                    return mine;
                })));

        assertThat(answers).hasSize(1);
        assertThat(one.experiments().list()).extracting(Experiment::name).containsExactlyElementsOf(answers);
    }

    @Test
    void takes_points_out_while_others_come() throws Exception {
        UUID run = new UUID(8, 8);
        int entries = 120;
        one.logs().append(run, Entries.start(run, "e", "h"));

        List<Integer> removed = together(THREADS, thread -> {
            if (thread < 2) {
                for (int i = 1; i < entries; i++) {
                    store(thread).logs().append(run, Entries.points(i, "loss", null, 10L * i, new double[10]));
                }
                return 0;
            }
            Model model = store(thread).experiment("e").models().read("h").orElseThrow();
            int count = 0;
            for (int i = 0; i < 5; i++) {
                List<Metric> metrics = model.metrics().list();
                if (!metrics.isEmpty() && isThere(model, metrics.get(metrics.size() / thread))) {
                    count++;
                }
            }
            return count;
        });

        int gone = removed.stream().mapToInt(Integer::intValue).sum();
        Model model = one.experiment("e").models().read("h").orElseThrow();
        assertThat(model.metrics().list()).hasSize(10 * (entries - 1) - gone).doesNotHaveDuplicates();
        assertThat(two.points(run, "loss", null).count()).isEqualTo(10 * (entries - 1) - gone);
    }

    private static boolean isThere(Model model, Metric metric) {
        try {
            model.metrics().remove(metric);
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    @Test
    void a_run_that_is_deleted_while_it_comes_stays_deleted() throws Exception {
        UUID run = new UUID(9, 9);
        int entries = 5_000;
        CyclicBarrier begun = new CyclicBarrier(2);

        together(2, thread -> {
            if (thread == 0) {
                begun.await();
                two.experiment("e").models().read("h").orElseThrow().runs().delete(run);
                return true;
            }
            assertThatThrownBy(() -> {
                        for (int i = 0; i < entries; i++) {
                            one.logs().append(run, WriterProcess.entry(run, i, entries));
                            if (i == 30) {
                                begun.await();
                            }
                        }
                    })
                    .isInstanceOf(DeletedException.class);
            return true;
        });

        assertThatThrownBy(() -> one.logs().append(run, Entries.start(run, "e", "h")))
                .isInstanceOf(DeletedException.class);
        for (String table : List.of("run", "run_state", "stretch", "entry", "series", "chunk", "body")) {
            long rows = one.database().read(session -> session.number("SELECT count(*) FROM " + table));
            assertThat(rows).as(table).isZero();
        }
    }

    private SqlStore store(int thread) {
        return thread % 2 == 0 ? one : two;
    }

    /** The work of one thread. */
    private interface Part<T> {
        T of(int thread) throws Exception;
    }

    /** Does the same work in several threads, which begin together. */
    private static <T> List<T> together(int threads, Part<T> part) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier begin = new CyclicBarrier(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                futures.add(executor.submit(() -> {
                    begin.await();
                    return part.of(thread);
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdown();
        }
    }
}
