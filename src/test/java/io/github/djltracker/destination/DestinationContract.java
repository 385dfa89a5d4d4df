package io.github.djltracker.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.GapException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.memory.Bad;
import io.github.djltracker.testing.random.RandomEntries;
import io.github.djltracker.testing.random.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The contract of every kind of destination. */
public interface DestinationContract {
    DestinationProvider provider();

    /** The part after the scheme of the address of an empty place; the same for each call in a test. */
    String place() throws Exception;

    /** A text with everything that can be read of a run at the place. Equal runs have equal texts. */
    String seen(UUID run) throws Exception;

    /** A new sink for the place, as another process would open it. */
    private Sink sink() throws Exception {
        return provider().open(provider().address(place()), Map.of());
    }

    @Test
    default void an_address_is_the_same_text_however_often_it_is_read() throws Exception {
        String address = provider().address(place());

        assertThat(provider().address(address)).isEqualTo(address);
        assertThat(provider().scheme()).matches("[a-z][a-z0-9-]+");
        assertThat(provider().example()).startsWith(provider().scheme() + ":");
        assertThatThrownBy(() -> provider().address(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(provider().scheme() + ":");
    }

    @Test
    default void takes_entries_one_after_the_other_and_says_which_is_next() throws Exception {
        UUID run = UUID.randomUUID();
        Sink sink = sink();

        assertThat(sink.append(run, Entries.start(run, "e", "abc"))).isEqualTo(1);
        assertThat(sink.append(run, Entries.iterations(1, 0))).isEqualTo(2);
        assertThat(sink.append(run, Entries.batch(2, IterationColumns.NONE))).isEqualTo(3);
        assertThat(sink.append(run, Entries.points(3, "loss", null, 0, 1))).isEqualTo(4);
        assertThat(sink.append(run, Entries.end(4, RunStatus.FAILED))).isEqualTo(5);
        assertThatThrownBy(() -> sink.append(run, Entries.iterations(5, 1))).isInstanceOf(RejectedException.class);
        assertThatThrownBy(() -> sink().append(run, Entries.iterations(5, 1))).isInstanceOf(RejectedException.class);
    }

    @Test
    default void refuses_a_gap_with_the_number_that_is_wanted() throws Exception {
        UUID run = UUID.randomUUID();
        gap(sink(), run, Entries.iterations(1, 0), 0);
        sink().append(run, List.of(Entries.start(run, "e", "abc"), Entries.iterations(1, 0)));

        gap(sink(), run, Entries.points(3, "loss", null, 5, 1), 2);
    }

    private static void gap(Sink sink, UUID run, RunEntry entry, long wanted) {
        assertThatThrownBy(() -> sink.append(run, entry))
                .isInstanceOfSatisfying(
                        GapException.class, e -> assertThat(e.wanted()).isEqualTo(wanted));
    }

    @Test
    default void entries_that_come_again_change_nothing_whoever_brings_them() throws Exception {
        UUID run = UUID.randomUUID();
        RandomEntries random = new RandomEntries(new Random(Seeds.next()));
        List<RunEntry> log = new ArrayList<>();
        log.add(random.start(run, "e", "abc", null));
        for (int sequence = 1; sequence <= 4; sequence++) {
            log.add(random.batch(sequence, 10L * sequence));
        }
        log.add(random.end(5));
        Sink sink = sink();
        for (RunEntry entry : log) {
            sink.append(run, entry);
            String before = seen(run);

            assertThat(sink.append(run, log.subList(0, (int) entry.sequence() + 1)))
                    .isEqualTo(entry.sequence() + 1);
            assertThat(sink().append(run, log.subList(0, (int) entry.sequence() + 1)))
                    .isEqualTo(entry.sequence() + 1);
            assertThat(seen(run)).isEqualTo(before);
        }
    }

    @Test
    default void entries_are_the_same_one_by_one_or_together() throws Exception {
        UUID run = UUID.randomUUID();
        List<RunEntry> log = List.of(
                Entries.start(run, "e", "abc"),
                Entries.points(1, "loss", "train", 0, 1, Double.NaN, Double.POSITIVE_INFINITY, -0.0),
                Entries.points(2, "loss", "train", 4, 5),
                Entries.end(3, RunStatus.FINISHED));
        sink().append(run, log);
        String together = seen(run);
        for (RunEntry entry : log) {
            sink().append(run, entry);
        }

        assertThat(seen(run)).isEqualTo(together);
    }

    @Test
    default void refuses_the_start_of_another_run_and_nulls() throws Exception {
        UUID run = UUID.randomUUID();
        Sink sink = sink();

        assertThatThrownBy(() -> sink.append(run, Entries.start(UUID.randomUUID(), "e", "abc")))
                .isInstanceOf(RejectedException.class);
        Bad.refusedNull(() -> sink.append(run, Bad.nothing(RunEntry.class)));
        Bad.refusedNull(() -> sink.append(Bad.nothing(UUID.class), Entries.start(run, "e", "abc")));
    }
}
