package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on the README's first screen is a program. */
class ReadmeIT {
    private static final Pattern PROGRAM =
            Pattern.compile("```java\\n(import .*?public class (\\w+) .*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void the_program_of_the_readme_trains_and_shows_a_metric() throws IOException {
        Matcher readme = PROGRAM.matcher(Files.readString(Path.of("README.md")));
        assertThat(readme.find()).isTrue();
        String program = readme.group(1).replace("\"runs.db\"", "System.getenv(\"DJL_TRACKER_URI\")");
        Path source = Files.writeString(folder.resolve(readme.group(2) + ".java"), program);

        try (ChildJvm child = ChildJvm.start(
                Map.of("DJL_TRACKER_URI", folder.resolve("runs.db").toString()), source.toString())) {
            assertThat(child.await()).as(child.text()).isZero();
            assertThat(child.text()).containsPattern("200 validate [01]\\.[0-9]+");
        }
    }
}
