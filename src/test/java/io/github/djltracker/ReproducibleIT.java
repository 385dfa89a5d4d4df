package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.process.Maven;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that is built from its source has exactly the bytes that were published. */
final class ReproducibleIT {
    private static final Path HERE = Path.of("target");

    @TempDir
    private Path folder;

    @Test
    void a_second_build_elsewhere_gives_the_same_bytes() throws Exception {
        for (String each : List.of("pom.xml", "LICENSE", ".mvn", "src/main")) {
            copy(Path.of(each), folder.resolve(each));
        }

        // checks of the sources are skipped: they change no byte
        Maven.in(folder)
                .run(
                        "--offline",
                        "package",
                        "-Dmaven.test.skip",
                        "-Dspotless.check.skip",
                        "-Derrorprone.plugin=-Xdiags:compact");

        for (String kind : List.of("", "-app", "-sources", "-javadoc")) {
            String jar = "djl-tracker-" + Maven.version("djl-tracker") + kind + ".jar";
            assertThat(difference(HERE.resolve(jar), folder.resolve("target").resolve(jar)))
                    .as("%s of this build and of a second one (after mvn clean, if classes were removed)", jar)
                    .isEmpty();
        }
    }

    /** The differences of the files; empty if their bytes are equal. */
    private static List<String> difference(Path first, Path second) throws IOException {
        if (Files.mismatch(first, second) < 0) {
            return List.of();
        }
        Map<String, String> before = entries(first);
        Map<String, String> after = entries(second);
        List<String> differences = Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .filter(name -> !before.getOrDefault(name, "").equals(after.getOrDefault(name, "")))
                .toList();
        return differences.isEmpty() ? List.of("the order or the attributes of entries") : differences;
    }

    private static Map<String, String> entries(Path jar) throws IOException {
        Map<String, String> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                in.transferTo(OutputStream.nullOutputStream());
                entries.put(entry.getName(), Long.toHexString(entry.getCrc()) + " of " + entry.getLastModifiedTime());
            }
        }
        return entries;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
