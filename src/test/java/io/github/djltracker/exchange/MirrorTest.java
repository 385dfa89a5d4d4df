package io.github.djltracker.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Experiment;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.Store;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.InMemoryTracker;
import io.github.djltracker.testing.random.RandomEntries;
import io.github.djltracker.testing.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A copied run is the same in both stores. */
final class MirrorTest extends TwoStores {
    private static final UUID RUN = new UUID(1, 2);

    @Test
    void a_copied_run_is_the_same_entry_by_entry() {
        long seed = Seeds.next();
        RandomEntries random = new RandomEntries(new Random(seed));
        List<UUID> runs = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UUID run = new UUID(seed, i);
            from.logs().append(run, random.start(run, "e" + i % 2, "h" + i % 3, null));
            for (int sequence = 1; sequence <= 40; sequence++) {
                from.logs().append(run, random.batch(sequence, 10L * sequence));
            }
            if (i > 0) {
                from.logs().append(run, random.end(41));
            }
            runs.add(run);
        }

        MirrorReport report = copy();

        assertThat(report.copied()).isEqualTo(5);
        assertThat(report.failed()).isEmpty();
        for (UUID run : runs) {
            assertThat(log(to, run)).as("seed " + seed).isEqualTo(log(from, run));
        }
    }

    @Test
    void a_repeated_copy_sends_only_what_is_new() {
        append(from, Entries.start(RUN, "e", "h"), Entries.points(1, "loss", null, 0, 1, 2));
        copy();
        append(from, Entries.points(2, "loss", null, 2, 3), Entries.end(3, RunStatus.FINISHED));

        MirrorReport second = copy();
        MirrorReport third = copy();

        assertThat(second).isEqualTo(new MirrorReport(1, 0, 0, 2, 1, List.of()));
        assertThat(third).isEqualTo(new MirrorReport(0, 1, 0, 0, 0, List.of()));
        assertThat(run(to).status()).isEqualTo(RunStatus.FINISHED);
    }

    @Test
    void copies_the_chosen_experiments_alone() {
        append(from, Entries.start(RUN, "e", "h"));
        UUID other = new UUID(3, 4);
        from.logs().append(other, Entries.start(other, "other", "h"));

        Mirror.copy(from, to, "other"::equals, (runs, total, entries) -> {});

        assertThat(to.experiments().list()).extracting(each -> each.name()).containsExactly("other");
    }

    @Test
    void a_run_that_was_deleted_there_stays_deleted_and_is_counted() {
        append(from, Entries.start(RUN, "e", "h"), Entries.points(1, "loss", null, 0, 1));
        UUID other = new UUID(3, 4);
        from.logs().append(other, Entries.start(other, "e", "h"));
        copy();
        model(to).runs().delete(RUN);

        MirrorReport report = copy();

        assertThat(report).isEqualTo(new MirrorReport(0, 1, 1, 0, 0, List.of()));
        assertThat(model(to).runs().list()).extracting(Run::id).containsExactly(other);
    }

    @Test
    void goes_on_where_it_broke_off() {
        append(from, Entries.start(RUN, "e", "h"));
        for (int i = 1; i <= 2 * Mirror.TOGETHER; i++) {
            append(from, Entries.points(i, "loss", null, i, i));
        }

        assertThatThrownBy(() -> Mirror.copy(from, to, name -> true, (runs, total, entries) -> {
                    if (entries > 0) {
                        throw new UnavailableException("the wire is cut");
                    }
                }))
                .isInstanceOf(UnavailableException.class);
        long reached = to.logs().next(RUN);
        MirrorReport report = copy();

        assertThat(reached).isPositive();
        assertThat(report.entries()).isEqualTo(2 * Mirror.TOGETHER + 1 - reached);
        assertThat(log(to, RUN)).isEqualTo(log(from, RUN));
    }

    @Test
    void says_how_far_it_is() {
        append(from, Entries.start(RUN, "e", "h"), Entries.points(1, "loss", null, 0, 1));
        List<String> reports = new ArrayList<>();

        Mirror.copy(
                from,
                new InMemoryTracker(),
                name -> true,
                (runs, total, entries) -> reports.add(runs + "/" + total + " " + entries));

        assertThat(reports).containsExactly("0/1 0", "0/1 2", "1/1 2");
    }

    @Test
    void what_is_said_about_models_and_experiments_goes_along_and_the_later_counts() {
        append(from, Entries.start(RUN, "e", "h"));
        from.experiment("e").annotate(Annotation.tag("team", "vision"), Annotation.starred(true));
        model(from).annotate(Annotation.name("best of May"), Annotation.note("first"));
        from.experiments().create("without runs").annotate(Annotation.starred(true));

        copy();
        model(to).annotate(Annotation.note("second"));
        to.experiment("e").annotate(Annotation.starred(false));
        MirrorReport again = copy();
        Mirror.copy(to, from, name -> true, (runs, total, entries) -> {});

        assertThat(again).isEqualTo(new MirrorReport(0, 1, 0, 0, 0, List.of()));
        for (Store store : List.of(from, to)) {
            assertThat(model(store).name()).hasValue("best of May");
            assertThat(model(store).annotations().note()).hasValue("second");
            assertThat(store.experiment("e").annotations().tags()).isEqualTo(Map.of("team", "vision"));
            assertThat(store.experiment("e").annotations().isStarred()).isFalse();
        }
        assertThat(to.experiments().list()).extracting(Experiment::name).containsExactly("e");
    }

    @Test
    void a_model_whose_tags_are_too_many_there_keeps_nothing_else_from_being_copied() {
        append(from, Entries.start(RUN, "e", "h"));
        copy();
        for (int i = 0; i < 60; i++) {
            model(from).annotate(Annotation.tag("here " + i));
            model(to).annotate(Annotation.tag("there " + i));
        }
        from.experiment("e").annotate(Annotation.starred(true));
        append(from, Entries.end(1, RunStatus.FINISHED));

        MirrorReport report = copy();

        assertThat(report.copied()).isEqualTo(1);
        assertThat(report.failed()).hasSize(1);
        assertThat(report.failed().get(0).run()).isNull();
        assertThat(report.failed().get(0).reason()).contains("model h", "120 tags");
        assertThat(to.experiment("e").annotations().isStarred()).isTrue();
    }

    private MirrorReport copy() {
        return Mirror.copy(from, to, name -> true, (runs, total, entries) -> {});
    }

    private static void append(Store store, RunEntry... entries) {
        for (RunEntry entry : entries) {
            store.logs().append(RUN, entry);
        }
    }

    private static List<RunEntry> log(Store store, UUID run) {
        List<RunEntry> log = new ArrayList<>();
        List<RunEntry> part = store.logs().entries(run, 0, 100);
        while (!part.isEmpty()) {
            log.addAll(part);
            part = store.logs().entries(run, log.size(), 100);
        }
        return log;
    }

    private static Model model(Store store) {
        return store.experiment("e").models().read("h").orElseThrow();
    }

    private static Run run(Store store) {
        return model(store).runs().read(RUN).orElseThrow();
    }
}
