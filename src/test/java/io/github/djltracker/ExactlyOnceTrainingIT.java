package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.outbox.OutboxStatus;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Workload;
import io.github.djltracker.testing.process.ChildJvm;
import io.github.djltracker.testing.process.ServerProcess;
import io.github.djltracker.testing.process.WorkloadProcess;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a training has appended arrives exactly once, even if its process was killed. */
final class ExactlyOnceTrainingIT {
    private static final int PROCESSES = 4;

    @TempDir
    private Path folder;

    private final int port = ServerProcess.freePort();

    @Test
    void killed_trainings_leave_what_the_next_start_sends() throws Exception {
        Workload workload = new Workload(Seeds.next(), 20, 110, 20);
        Random random = new Random(workload.seed());
        long[] appended = new long[workload.runs()];

        // the first half without a server, the second with a server that receives entries meanwhile
        for (int process = 0; process < PROCESSES / 2; process++) {
            killSomewhere(workload, process, random, appended);
        }
        try (SqlStore store = SqlStore.open(folder.resolve("server.db"));
                TrackerServer server = TrackerServer.start(
                        store, ServerSettings.builder().port(port).build())) {
            for (int process = PROCESSES / 2; process < PROCESSES; process++) {
                killSomewhere(workload, process, random, appended);
            }
            List<OutboxStatus> after =
                    Outboxes.sync(TrackerOptions.ofEnvironment().outbox(outbox()), (folder, progress) -> {});
            assertThat(server.uri().getPort()).isEqualTo(port);
            assertThat(after).singleElement().satisfies(status -> {
                assertThat(status.entries()).isZero();
                assertThat(status.entriesSetAside()).isZero();
            });

            for (int run = 0; run < workload.runs(); run++) {
                assertArrived(store, workload, run, appended[run]);
            }
        }
    }

    private void killSomewhere(Workload workload, int process, Random random, long[] appended) {
        int runs = workload.runs() / PROCESSES;
        int first = process * runs;
        long enough = (long) (runs * workload.entries() * (0.5 + 0.4 * random.nextDouble()));
        try (ChildJvm training = ChildJvm.start(
                Map.of(),
                WorkloadProcess.class.getName(),
                "http://127.0.0.1:" + port,
                outbox().toString(),
                Long.toString(workload.seed()),
                Integer.toString(workload.runs()),
                Integer.toString(workload.batches()),
                Integer.toString(workload.steps()),
                Integer.toString(first),
                Integer.toString(first + runs))) {
            long seen = 0;
            while (seen < enough) {
                String line = training.line();
                if (line == null) {
                    throw new AssertionError("the training ended:\n" + training.text());
                }
                seen += count(line, appended);
            }
            training.kill();
            // what it printed before it died
            for (String line : training.text().lines().toList()) {
                count(line, appended);
            }
        }
    }

    private static int count(String line, long[] appended) {
        if (!line.startsWith(WorkloadProcess.APPENDED)) {
            return 0;
        }
        String numbers = line.substring(WorkloadProcess.APPENDED.length());
        int space = numbers.indexOf(' ');
        int run = Integer.parseInt(numbers.substring(0, space));
        appended[run] = Math.max(appended[run], Long.parseLong(numbers.substring(space + 1)) + 1);
        return 1;
    }

    /**
     * Every entry that was reported as appended arrived, and at most the next one, whose report was lost; all
     * unchanged.
     */
    private static void assertArrived(SqlStore store, Workload workload, int run, long appended) {
        long arrived = store.logs().next(workload.run(run));
        assertThat(arrived).as("entries of run %d", run).isBetween(appended, appended + 1);
        long sequence = 0;
        while (sequence < arrived) {
            List<RunEntry> part = store.logs().entries(workload.run(run), sequence, 100);
            assertThat(part).isNotEmpty();
            for (RunEntry entry : part) {
                assertThat(entry).isEqualTo(workload.entry(run, sequence++));
            }
        }
    }

    private Path outbox() {
        return folder.resolve("outbox");
    }
}
