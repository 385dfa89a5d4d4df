package io.github.djltracker.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.outbox.delivery.FakeDestination;
import io.github.djltracker.outbox.delivery.ManualCourierClock;
import io.github.djltracker.outbox.folder.Bounds;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.random.RandomEntries;
import io.github.djltracker.testing.random.Seeds;
import io.github.djltracker.wire.log.RunLogJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the network and the processes do, what was appended arrives exactly once, in order and byte by byte. */
@Timeout(120)
final class OutboxRandomTest {
    private static final int RUNS = 24;
    private static final int POINTS = 120_000;

    @TempDir
    private Path folder;

    private final Random random = new Random(Seeds.next());
    private final RandomEntries some = new RandomEntries(random);
    private final FakeDestination tracker = new FakeDestination();
    private final ManualCourierClock pace = new ManualCourierClock();
    private final Bounds bounds = new Bounds(
            1L << 40, 5_000 + random.nextInt(100_000), 1_000 + random.nextInt(50_000), 1 + random.nextInt(30));

    private final List<Training> runs = new ArrayList<>();
    private final List<Training> open = new ArrayList<>();

    /** A run, and how many of its entries were appended. */
    private static final class Training {
        final UUID run;
        final List<RunEntry> entries = new ArrayList<>();
        int appended;
        /** The process that writes it; -1 if none does yet. */
        int writer = -1;

        Training(UUID run) {
            this.run = run;
        }
    }

    @Test
    void every_line_arrives_once_and_as_it_was_whatever_happens() {
        tracker.share(1 + random.nextInt(8));
        make();
        StillOutbox[] boxes = {outbox(), outbox()};
        while (!open.isEmpty()) {
            Training training = open.get(random.nextInt(open.size()));
            if (training.writer < 0) {
                training.writer = random.nextInt(2);
            }
            append(boxes[training.writer], training);
            if (random.nextInt(4) == 0) {
                fault(training);
            }
            StillOutbox moved = boxes[random.nextInt(2)];
            for (int i = random.nextInt(4); i > 0; i--) {
                pace.advance(Math.max(0, Math.min(moved.step(), random.nextInt(1_000_000_000))));
            }
            if (random.nextInt(300) == 0) {
                // a process ends, and so do the runs that it was writing
                int gone = random.nextInt(2);
                boxes[gone].close();
                boxes[gone] = outbox();
                open.removeIf(run -> run.writer == gone);
            }
        }
        boxes[0].settle(Duration.ofMinutes(3));
        boxes[1].settle(Duration.ofMinutes(3));
        boxes[0].close();
        boxes[1].settle(Duration.ofMinutes(3));
        boxes[1].close();

        assertThat(OutboxStatus.read(folder).usedBytes()).isLessThan(100);
        for (Training training : runs) {
            List<String> expected = training.entries.subList(0, training.appended).stream()
                    .map(entry -> new String(RunLogJson.write(entry), UTF_8))
                    .toList();
            assertThat(tracker.lines(training.run)).isEqualTo(expected);
        }
    }

    private StillOutbox outbox() {
        return new StillOutbox(folder, tracker, bounds, pace);
    }

    private void make() {
        int points = 0;
        for (int i = 0; i < RUNS; i++) {
            Training training = new Training(new UUID(random.nextLong(), random.nextLong()));
            List<RunEntry> entries = training.entries;
            entries.add(some.start(training.run, "e", "h", null));
            for (int own = 0; own < POINTS / RUNS; ) {
                RunBatch batch = random.nextInt(5) == 0
                        ? Entries.points(
                                entries.size(),
                                "loss",
                                "train",
                                own,
                                random.doubles(500).toArray())
                        : some.batch(entries.size(), own);
                own += batch.points();
                points += batch.points();
                entries.add(batch);
            }
            entries.add(Entries.end(entries.size(), RunStatus.FINISHED));
            runs.add(training);
            open.add(training);
        }
        assertThat(points).isGreaterThan(100_000);
    }

    private void append(StillOutbox box, Training training) {
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = training.appended;
            if (at > 0 && random.nextInt(10) == 0) {
                at -= 1 + random.nextInt(at); // appends again, as after a failure
            }
            long next = box.outbox.append(training.run, training.entries.get(at));
            training.appended = Math.max(training.appended, at + 1);
            assertThat(next).isEqualTo(training.appended);
            if (training.appended == training.entries.size()) {
                open.remove(training);
                return;
            }
        }
    }

    private void fault(Training training) {
        switch (random.nextInt(5)) {
            case 0 -> tracker.fail(false, () -> new UnavailableException("no network"));
            case 1 -> tracker.fail(true, () -> new UnavailableException("the answer was lost"));
            case 2 -> tracker.fail(true, () -> new IllegalStateException("a bug"));
            case 3 -> tracker.fail(false, () -> new UnavailableException("busy", null, Duration.ofSeconds(3)));
            default -> {
                // an older copy of the tracker's database was restored while the run is in progress
                int had = tracker.lines(training.run).size();
                if (had > 0 && open.contains(training)) {
                    tracker.forget(training.run, random.nextInt(had + 1));
                }
            }
        }
    }
}
