package io.github.djltracker.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.RunBatch;
import io.github.djltracker.domain.RunEntry;
import io.github.djltracker.domain.RunStatus;
import io.github.djltracker.domain.UnavailableException;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.RandomEntries;
import io.github.djltracker.testing.Seeds;
import io.github.djltracker.wire.RunLogJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the network and the processes do: what was appended arrives, once, in order and to the byte. */
@Timeout(120)
final class OutboxRandomTest {
    private static final int RUNS = 24;
    private static final int POINTS = 120_000;

    @TempDir
    private Path folder;

    private final Random random = new Random(Seeds.next());
    private final RandomEntries some = new RandomEntries(random);
    private final FakeDestination tracker = new FakeDestination();
    private final ManualPace pace = new ManualPace();
    private final Bounds bounds = new Bounds(
            1L << 40, 5_000 + random.nextInt(100_000), 1_000 + random.nextInt(50_000), 1 + random.nextInt(30));

    private final Map<UUID, List<RunEntry>> runs = new HashMap<>();
    private final Map<UUID, Integer> appended = new HashMap<>();
    private final List<UUID> open = new ArrayList<>();

    @Test
    void every_line_arrives_once_and_as_it_was_whatever_happens() {
        make();
        StillOutbox[] boxes = {new StillOutbox(folder, tracker, bounds, pace), null};
        boxes[1] = new StillOutbox(folder, tracker, bounds, pace);
        Map<UUID, Integer> writers = new HashMap<>();
        while (!open.isEmpty()) {
            UUID run = open.get(random.nextInt(open.size()));
            int writer = writers.computeIfAbsent(run, id -> random.nextInt(2));
            append(boxes[writer], run);
            if (random.nextInt(4) == 0) {
                fault(run);
            }
            StillOutbox moved = boxes[random.nextInt(2)];
            for (int i = random.nextInt(4); i > 0; i--) {
                pace.advance(Math.max(0, Math.min(moved.step(), random.nextInt(1_000_000_000))));
            }
            if (random.nextInt(300) == 0) {
                // a process goes, and another one carries on the runs that it was writing
                int gone = random.nextInt(2);
                boxes[gone].close();
                boxes[gone] = new StillOutbox(folder, tracker, bounds, pace);
                writers.replaceAll((id, by) -> by == gone ? 2 : by);
                writers.values().removeIf(by -> by == 2);
                open.removeIf(id -> !writers.containsKey(id) && appended(id) > 0);
            }
        }
        boxes[0].settle(Duration.ofMinutes(3));
        boxes[1].settle(Duration.ofMinutes(3));
        boxes[0].close();
        boxes[1].settle(Duration.ofMinutes(3));
        boxes[1].close();

        assertThat(OutboxStatus.read(folder).usedBytes()).isLessThan(100);
        runs.forEach((run, entries) -> {
            List<String> expected = entries.subList(0, appended(run)).stream()
                    .map(entry -> new String(RunLogJson.write(entry), UTF_8))
                    .toList();
            assertThat(tracker.lines(run)).isEqualTo(expected);
        });
    }

    private void make() {
        int points = 0;
        for (int i = 0; i < RUNS; i++) {
            UUID run = new UUID(random.nextLong(), random.nextLong());
            List<RunEntry> entries = new ArrayList<>();
            entries.add(some.start(run, "e", "h", null));
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
            runs.put(run, entries);
            appended.put(run, 0);
            open.add(run);
        }
        assertThat(points).isGreaterThan(100_000);
    }

    private int appended(UUID run) {
        return Objects.requireNonNull(appended.get(run));
    }

    private List<RunEntry> entries(UUID run) {
        return Objects.requireNonNull(runs.get(run));
    }

    private void append(StillOutbox box, UUID run) {
        List<RunEntry> entries = entries(run);
        for (int i = random.nextInt(5); i >= 0; i--) {
            int at = appended(run);
            if (at > 0 && random.nextInt(10) == 0) {
                at -= 1 + random.nextInt(at); // once more, as whoever is in doubt does
            }
            long next = box.outbox.append(run, entries.get(at));
            assertThat(next).isEqualTo(Math.max(at + 1, appended(run)));
            appended.merge(run, at + 1, Math::max);
            if (appended(run) == entries.size()) {
                open.remove(run);
                return;
            }
        }
    }

    private void fault(UUID run) {
        switch (random.nextInt(5)) {
            case 0 -> tracker.fail(false, () -> new UnavailableException("no network"));
            case 1 -> tracker.fail(true, () -> new UnavailableException("the answer was lost"));
            case 2 -> tracker.fail(true, () -> new IllegalStateException("a bug"));
            case 3 -> tracker.fail(false, () -> new UnavailableException("busy", null, Duration.ofSeconds(3)));
            default -> {
                // an older copy of the tracker's database was restored; only while the run's log is there
                int had = tracker.lines(run).size();
                if (had > 0 && had < entries(run).size() && open.contains(run)) {
                    tracker.forget(run, random.nextInt(had + 1));
                }
            }
        }
    }
}
