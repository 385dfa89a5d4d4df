package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.ClosedException;
import io.github.djltracker.domain.GapException;
import io.github.djltracker.domain.RejectedException;
import io.github.djltracker.domain.RunEntry;
import io.github.djltracker.domain.RunStatus;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Entries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The outbox with its real courier and real time. */
@Timeout(60)
final class OutboxTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private final CollectingSink sink = new CollectingSink();

    @Test
    void what_is_appended_arrives_as_it_was() {
        UUID run = UUID.randomUUID();
        List<RunEntry> entries = List.of(
                Entries.start(run, "e", "h"),
                Entries.points(1, "loss", "train", 0, 1, Double.NaN, -0.0),
                Entries.iterations(2, 1, 2, 3),
                Entries.end(3, RunStatus.FINISHED));

        try (Outbox outbox = open()) {
            entries.forEach(entry -> outbox.append(run, entry));

            assertThat(outbox.flush(LONG)).isTrue();
            assertThat(sink.entries(run)).isEqualTo(entries);
            assertThat(outbox.close(LONG)).isTrue();
        }
        assertThat(folder.resolve(run.toString())).doesNotExist();
    }

    @Test
    void says_which_entry_is_next_and_skips_what_it_has() {
        UUID run = UUID.randomUUID();

        try (Outbox outbox = open()) {
            assertThat(outbox.append(run, Entries.start(run, "e", "h"))).isEqualTo(1);
            assertThat(outbox.append(run, Entries.iterations(1, 0))).isEqualTo(2);
            assertThat(outbox.append(run, Entries.start(run, "e", "h"))).isEqualTo(2);
            assertThatThrownBy(() -> outbox.append(run, Entries.iterations(3, 0)))
                    .isInstanceOfSatisfying(
                            GapException.class, e -> assertThat(e.wanted()).isEqualTo(2));
            assertThat(outbox.append(run, Entries.end(2, RunStatus.FINISHED))).isEqualTo(3);
            assertThat(outbox.flush(LONG)).isTrue();
            assertThat(outbox.append(run, Entries.iterations(1, 0))).isEqualTo(3);
            assertThatThrownBy(() -> outbox.append(run, Entries.iterations(3, 0)))
                    .isInstanceOf(RejectedException.class);
        }
    }

    @Test
    void goes_on_where_an_earlier_outbox_stopped() {
        UUID run = UUID.randomUUID();
        Outbox first = Outbox.open(folder, "nowhere", (id, lines) -> {
            throw new io.github.djltracker.domain.UnavailableException("no network");
        });
        first.append(run, Entries.start(run, "e", "h"));
        first.append(run, Entries.iterations(1, 0));
        assertThat(first.close(LONG)).isFalse();
        assertThatThrownBy(() -> first.append(run, Entries.iterations(2, 0))).isInstanceOf(ClosedException.class);

        Outbox second = open();

        assertThat(second.close(LONG)).isTrue();
        assertThat(sink.entries(run)).hasSize(2);
    }

    @Test
    void belongs_to_one_destination() {
        open().close();

        assertThatThrownBy(() -> Outbox.open(folder, "elsewhere", Destination.of(sink)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("elsewhere");
        assertThat(Files.exists(folder.resolve("destination"))).isTrue();
    }

    private Outbox open() {
        return Outbox.open(folder, "nowhere", Destination.of(sink));
    }
}
