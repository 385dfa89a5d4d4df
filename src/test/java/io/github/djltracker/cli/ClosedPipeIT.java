package io.github.djltracker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.process.Jvm;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as a separate process. */
final class ClosedPipeIT {
    private static final UUID RUN = new UUID(0x4d55_0000_0000_4000L, 0x8000_0000_0000_0001L);

    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void fill() {
        file = folder.resolve("runs.db").toString();
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            store.logs().append(RUN, Entries.start(RUN, "e", "h"));
            for (int i = 1; i <= 20; i++) {
                store.logs().append(RUN, Entries.points(i, "loss", "train", 10_000L * i, new double[10_000]));
            }
            store.logs().append(RUN, Entries.end(21, RunStatus.FINISHED));
        }
    }

    @Test
    void ends_quietly_when_its_reader_has_had_enough() throws Exception {
        Process process = start("metrics", "--csv", "--store", file);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(out.readLine()).isEqualTo("run,name,phase,step,time,value");
        }

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8)).isEmpty();
    }

    @Test
    void writes_all_to_a_reader_who_wants_it_and_asks_nobody_through_a_pipe() throws Exception {
        Process process = start("metrics", "--csv", "--store", file);
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
            assertThat(out.lines()).hasSize(1 + 200_000);
        }
        assertThat(process.waitFor()).isZero();

        Process removal = start("rm", "run", "4d55", "--store", file);
        removal.getOutputStream().close();

        assertThat(removal.waitFor()).isEqualTo(1);
        assertThat(new String(removal.getErrorStream().readAllBytes(), UTF_8)).contains("add --yes");
    }

    private static Process start(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(Jvm.command(128, command)).start();
    }
}
