package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.Models;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.OutboxStatus;
import io.github.djltracker.testing.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tracker for several places. */
final class SeveralPlacesTest {
    private static final UUID RUN = new UUID(1, 2);

    @TempDir
    private Path folder;

    private TrackerOptions options() {
        return new TrackerOptions(null, folder.resolve("outbox"));
    }

    private static void record(Models models) {
        models.append(RUN, Entries.start(RUN, "digits", "abc"));
        models.append(RUN, Entries.points(1, "loss", "train", 0, 1, 2));
        models.append(RUN, Entries.end(2, RunStatus.FINISHED));
    }

    @Test
    void one_that_is_down_holds_up_no_other_and_each_has_its_position() throws IOException {
        List<String> uris = List.of(
                folder.resolve("runs.db").toString(),
                "mlflow:http://127.0.0.1:1",
                "tensorboard:" + folder.resolve("logs"));
        try (ExperimentTracker tracker = ExperimentTracker.open(uris, options())) {
            record(tracker.experiment("digits").models());

            assertThat(tracker.flush(Duration.ofSeconds(5))).isFalse();
            assertThat(tracker.experiment("digits")
                            .models()
                            .read("abc")
                            .orElseThrow()
                            .metrics()
                            .list())
                    .hasSize(2);
            assertThat(eventFiles()).isEqualTo(2);
        }

        List<OutboxStatus> left = Outboxes.check(options());
        assertThat(left)
                .extracting(status -> status.destination() + " " + status.entries())
                .containsExactlyInAnyOrder(
                        folder.resolve("runs.db") + " 0",
                        "mlflow:http://127.0.0.1:1 3",
                        "tensorboard:" + folder.resolve("logs") + " 0");
        List<OutboxStatus> synced =
                Outboxes.sync(options(), TrackerUri.parse("mlflow:http://127.0.0.1:1"), (box, progress) -> {});
        assertThat(synced).hasSize(1);
        assertThat(synced.get(0).failure()).contains("127.0.0.1:1");
    }

    private long eventFiles() throws IOException {
        try (Stream<Path> walk = Files.walk(folder.resolve("logs"))) {
            return walk.filter(file -> file.getFileName().toString().contains("tfevents"))
                    .count();
        }
    }

    @Test
    void of_destinations_alone_nothing_is_read_and_recording_needs_no_answer() {
        try (ExperimentTracker tracker = ExperimentTracker.open("tensorboard:" + folder.resolve("logs"), options())) {
            record(tracker.experiment("digits").models());

            assertThat(tracker.flush(Duration.ofSeconds(60))).isTrue();
            assertThatThrownBy(() -> tracker.experiment("digits").models().list())
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("cannot be read through this tracker")
                    .hasMessageContaining("runs.db");
        }
    }

    @Test
    void commas_separate_what_has_a_scheme() {
        assertThat(TrackerUri.parseAll("a,b.db, tensorboard:/x , mlflow:http://h:1"))
                .extracting(TrackerUri::toString)
                .containsExactly("a,b.db", "tensorboard:/x", "mlflow:http://h:1");
        assertThatThrownBy(() -> TrackerUri.parseAll("mlflow:http://h:1,mlflow:http://H:1/"))
                .hasMessageContaining("named twice");
        assertThatThrownBy(() -> TrackerUri.parse("clearml:http://h"))
                .hasMessageContaining("mlflow:http://host:5000, tensorboard:logs");
    }
}
