package io.github.djltracker.mlflow;

import io.github.djltracker.destination.DestinationContract;
import io.github.djltracker.destination.DestinationProvider;
import io.github.djltracker.testing.MlflowServer;
import io.github.djltracker.testing.ServerProcess;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract of destinations, with a real server of MLflow. */
final class MlflowContractIT implements DestinationContract {
    @TempDir
    private static Path folder;

    private static MlflowServer server;

    @BeforeAll
    static void start() {
        server = MlflowServer.start(folder, ServerProcess.freePort());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    public DestinationProvider provider() {
        return new MlflowProvider();
    }

    @Override
    public String place() {
        return server.url();
    }

    @Override
    public String seen(UUID run) {
        return server.runs().stream()
                .filter(line -> line.contains(run.toString()))
                .findFirst()
                .orElse("");
    }
}
