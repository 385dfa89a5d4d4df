package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Shipping;
import io.github.djltracker.testing.Workload;
import io.github.djltracker.testing.process.SmallDisk;
import io.github.djltracker.testing.random.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If the disk is full, on either side, points wait; once it has room again, they arrive exactly once. */
final class ExactlyOnceDiskIT {
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    private final Workload workload = Workload.ofHundredThousandPoints(Seeds.next());

    @Test
    void the_servers_disk_is_full_for_a_while() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), 700);
                SqlStore store = SqlStore.open(disk.folder().resolve("server.db"));
                TrackerServer server = serve(store);
                ExperimentTracker tracker = tracker(server, folder.resolve("outbox"))) {
            Shipping.send(workload, 4, name -> tracker.experiment(name).models());
            boolean hadRoom = tracker.flush(Duration.ofSeconds(3));

            disk.resize(64_000);

            assertThat(hadRoom).isFalse();
            assertThat(tracker.flush(LONG)).isTrue();
            workload.assertArrived(store.logs());
        }
    }

    @Test
    void the_disk_of_the_outbox_is_full_until_some_of_it_was_sent() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(Files.createDirectory(folder.resolve("disk")), 600);
                SqlStore store = SqlStore.open(folder.resolve("server.db"));
                TrackerServer server = serve(store);
                ExperimentTracker tracker = tracker(server, disk.folder().resolve("outbox"))) {
            Shipping.send(workload, 2, name -> tracker.experiment(name).models());

            assertThat(tracker.flush(LONG)).isTrue();
            workload.assertArrived(store.logs());
        }
    }

    private static TrackerServer serve(SqlStore store) {
        return TrackerServer.start(store, ServerSettings.builder().port(0).build());
    }

    private static ExperimentTracker tracker(TrackerServer server, Path outbox) {
        return ExperimentTracker.open(
                server.uri().toString(), TrackerOptions.ofEnvironment().outbox(outbox));
    }
}
