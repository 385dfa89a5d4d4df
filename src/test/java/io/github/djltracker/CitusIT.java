package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.process.CitusCluster;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one cluster whose machines stop and start: every point arrives exactly once. */
final class CitusIT {
    @TempDir
    private Path folder;

    @Test
    void a_worker_stops_and_starts_under_two_servers() throws Exception {
        CitusCluster.Worker worker = CitusCluster.worker();

        TwoServers.deliver(CitusCluster.database(), folder, 2, worker::restart);
    }

    @Test
    void a_node_that_is_added_is_used_while_runs_come() throws Exception {
        String node = CitusCluster.spareNode();
        String database = CitusCluster.database();
        AtomicLong shards = new AtomicLong();
        try {
            TwoServers.deliver(database, folder, 1, () -> {
                CitusCluster.ask("SELECT citus_add_node(" + node + ")");
                // only for the schema of this test: earlier tests left many tables
                CitusCluster.ask(database, "SELECT rebalance_table_shards('entry')");
                shards.set(CitusCluster.ask("""
                        SELECT count(*) FROM citus_shards WHERE (nodename, nodeport) = (%s) AND citus_table_type = 'distributed'
                        """.formatted(node)));
            });

            assertThat(shards).hasPositiveValue();
        } finally {
            CitusCluster.ask("SELECT citus_drain_node(" + node + ")");
            CitusCluster.ask("SELECT citus_remove_node(" + node + ")");
        }
    }
}
