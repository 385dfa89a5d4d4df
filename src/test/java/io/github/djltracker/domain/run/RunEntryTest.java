package io.github.djltracker.domain.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checks and the equality of {@link RunStart} and {@link RunEnd}. */
final class RunEntryTest {
    private final UUID run = UUID.randomUUID();

    @Test
    void a_start_is_entry_0_and_equals_its_like() {
        RunStart start = Entries.start(run, "e", "h", "n", "d", Entries.module("conv", "k", 1));

        assertThat(start.sequence()).isZero();
        assertThat(start).isEqualTo(Entries.start(run, "e", "h", "n", "d", Entries.module("conv", "k", 1L)));
        assertThat(start).hasSameHashCodeAs(Entries.start(run, "e", "h", "n", "d", Entries.module("conv", "k", 1L)));
        assertThat(start).isNotEqualTo(Entries.start(run, "e", "h", "n", "d"));
    }

    @Test
    void times_are_cut_to_milliseconds() {
        Instant time = Instant.parse("2026-01-01T00:00:00.123456789Z");
        RunStart start = new RunStart(run, "e", "h", null, null, List.of(), time, null, Map.of());
        RunEnd end = new RunEnd(1, RunStatus.FAILED, time, Map.of(), null);

        assertThat(start.time()).isEqualTo("2026-01-01T00:00:00.123Z");
        assertThat(end.time()).isEqualTo("2026-01-01T00:00:00.123Z");
    }

    @Test
    void a_start_refuses_what_no_sink_could_take() {
        Bad.refused(Bad.NAMES, name -> Entries.start(run, name, "h"));
        Bad.refused(Bad.HASHES, hash -> Entries.start(run, "e", hash));
        Bad.refused(Bad.NAMES, name -> Entries.start(run, "e", "h", name, null));
        Bad.refused(List.of("x".repeat(65_537), "\u0000"), text -> Entries.start(run, "e", "h", null, text));
        Bad.refused(List.of(Instant.ofEpochMilli(-1), Instant.parse("+999999-01-01T00:00:00Z")), this::start);
        Bad.refused(
                Bad.ATTRIBUTES,
                environment -> new RunStart(run, "e", "h", null, null, List.of(), Entries.TIME, null, environment));
        List<ModuleRecord> many = Collections.nCopies(100_001, Entries.module("m", "k", 1));
        assertThatThrownBy(() -> new RunStart(run, "e", "h", null, null, many, Entries.TIME, null, Map.of()))
                .hasMessageContaining("100001")
                .hasMessageContaining("100000");
        Bad.refusedNull(() -> Entries.start(Bad.nothing(UUID.class), "e", "h"));
    }

    @Test
    void an_end_has_a_status_that_ends() {
        assertThat(Arrays.stream(RunStatus.values()).filter(RunStatus::isEnd))
                .containsExactly(RunStatus.FINISHED, RunStatus.FAILED, RunStatus.INTERRUPTED);
        Bad.refused(List.of(RunStatus.RUNNING, RunStatus.LOST), status -> Entries.end(1, status));
        Bad.refused(List.of(0L, -1L, Limits.MAX_INTEGER + 1), sequence -> end(sequence, Map.of(), null));
        Bad.refused(List.of("x".repeat(65_537), "\ud800"), error -> end(1, Map.of(), error));
        Bad.refused(List.of(Map.of("", 1L), Map.of("full", -1L)), losses -> end(1, losses, null));
    }

    @Test
    void lists_that_it_was_made_of_may_change() {
        List<ModuleRecord> modules = new ArrayList<>();
        RunStart start = new RunStart(run, "e", "h", null, null, modules, Entries.TIME, null, Map.of());

        modules.add(Entries.module("m", "k", 1));

        assertThat(start.modules()).isEmpty();
    }

    @Test
    void checkpoints_and_iteration_modules_have_steps() {
        Bad.refused(List.of(-1L, Limits.MAX_INTEGER + 1), step -> new ResumePoint(run, step));
        Bad.refused(
                List.of(-1L, Limits.MAX_INTEGER + 1), step -> new IterationModule(step, Entries.module("m", "k", 1)));
    }

    @Test
    void a_gap_names_the_entry_that_is_wanted() {
        GapException gap = new GapException(run, 7, 3);

        assertThat(gap.wanted()).isEqualTo(3);
        assertThat(gap).hasMessage("run " + run + ": entry 7 arrived, but entry 3 is expected");
    }

    private RunStart start(Instant time) {
        return new RunStart(run, "e", "h", null, null, List.of(), time, null, Map.of());
    }

    private static RunEnd end(long sequence, Map<String, Long> losses, @Nullable String error) {
        return new RunEnd(sequence, RunStatus.FAILED, Entries.TIME, losses, error);
    }
}
