package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.Readme;
import io.github.djltracker.testing.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on the README's first screen compiles and runs. */
class ReadmeIT {
    @TempDir
    Path folder;

    @Test
    void the_program_of_the_readme_trains_and_shows_a_metric() throws IOException {
        String program = Readme.program().replace("\"runs.db\"", "System.getenv(\"DJL_TRACKER_URI\")");
        Path source = Files.writeString(folder.resolve("Xor.java"), program);

        try (ChildJvm child = ChildJvm.start(
                Map.of("DJL_TRACKER_URI", folder.resolve("runs.db").toString()), source.toString())) {
            assertThat(child.await()).as(child.text()).isZero();
            assertThat(child.text()).containsPattern("200 validate [01]\\.[0-9]+");
        }
    }
}
