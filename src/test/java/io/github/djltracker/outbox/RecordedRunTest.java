package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Entries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run from its recorder through the outbox to a tracker that is temporarily unavailable. */
@Timeout(60)
final class RecordedRunTest {
    private static final UUID RUN = new UUID(0, 1);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    @Test
    void a_training_does_not_need_its_tracker() {
        CollectingSink tracker = new CollectingSink();
        List<CollectingSink.Point> expected = new ArrayList<>();
        try (Outbox outbox = Outbox.open(folder, "tracker", (run, lines) -> {
            throw new UnavailableException("no network");
        })) {
            Recorder recorder =
                    Recorder.start(RUN, outbox, () -> Entries.start(RUN, "e", "h"), some -> {}, Duration.ofMillis(1));
            int series = recorder.series("loss", "train");
            for (int i = 0; i < 20_000; i++) {
                recorder.point(series, i, i, Math.sin(i));
                expected.add(new CollectingSink.Point(i, Math.sin(i)));
            }
            recorder.end(RunStatus.FINISHED, null);
            assertThat(recorder.awaitEnd(LONG)).isTrue();
            assertThat(recorder.losses()).isEmpty();
        }

        Outbox.open(folder, "tracker", Destination.of(tracker)).close(LONG);

        assertThat(tracker.points(RUN, "loss", "train")).isEqualTo(expected);
        assertThat(tracker.end(RUN).losses()).isEmpty();
    }
}
