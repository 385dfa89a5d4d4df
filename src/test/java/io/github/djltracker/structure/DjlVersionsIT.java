package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.structure.nets.HashPrinter;
import io.github.djltracker.testing.process.ChildJvm;
import io.github.djltracker.testing.process.Needs;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The hashes of all test networks on other versions of DJL, each in its own JVM. */
class DjlVersionsIT {
    private static final String CLASS_PATH = System.getProperty("java.class.path");
    /** Where Maven copies these versions, only on Linux x86_64. */
    private static final Path VERSIONS = Path.of("target/djl");

    /** The hashes on the version that the tests run on. */
    private static Map<String, String> here = Map.of();

    @BeforeAll
    static void hash() {
        here = hashes(CLASS_PATH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.28.0", "0.35.1", "0.38.0"})
    void a_network_has_one_hash_on_every_version(String version) throws IOException {
        Needs.that(
                Files.isDirectory(VERSIONS.resolve(version)),
                "other versions of DJL",
                "Maven puts them in " + VERSIONS + " on Linux with x86_64");

        assertThat(here).hasSizeGreaterThan(200);
        assertThat(hashes(classPath(VERSIONS.resolve(version)))).isEqualTo(here);
    }

    /** The class path, with the jars of a folder in place of those of the same artifacts. */
    private static String classPath(Path folder) throws IOException {
        List<String> path = new ArrayList<>();
        List<String> artifacts = new ArrayList<>();
        try (Stream<Path> jars = Files.list(folder)) {
            for (Path jar : jars.toList()) {
                path.add(jar.toString());
                artifacts.add(artifact(jar.getFileName().toString()));
            }
        }
        for (String entry : CLASS_PATH.split(File.pathSeparator, -1)) {
            if (!artifacts.contains(artifact(Path.of(entry).getFileName().toString()))) {
                path.add(entry);
            }
        }
        return String.join(File.pathSeparator, path);
    }

    private static String artifact(String jar) {
        return jar.replaceFirst("-[0-9].*", "");
    }

    private static Map<String, String> hashes(String classPath) {
        try (ChildJvm child = ChildJvm.onClassPath(classPath, HashPrinter.class.getName(), "2", "FLOAT32")) {
            assertThat(child.await()).as(child.text()).isZero();
            Map<String, String> hashes = new TreeMap<>();
            child.text().lines().filter(line -> line.matches(".+=[0-9a-f]{64}")).forEach(line -> {
                int split = line.length() - 65;
                hashes.put(line.substring(0, split), line.substring(split + 1));
            });
            return hashes;
        }
    }
}
