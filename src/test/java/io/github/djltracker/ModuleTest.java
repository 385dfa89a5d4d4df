package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The API that programs may use. If a type is in a signature of one of these packages but not exported, javac warns,
 * which fails the build.
 */
final class ModuleTest {
    private static final Path CLASSES = Path.of("target/classes");
    private static final String BASE = "io.github.djltracker";

    @Test
    void only_these_packages_are_exported() throws IOException {
        assertThat(exports())
                .containsExactlyInAnyOrder(
                        BASE,
                        BASE + ".destination",
                        BASE + ".domain",
                        BASE + ".domain.alert",
                        BASE + ".domain.error",
                        BASE + ".domain.find",
                        BASE + ".domain.query",
                        BASE + ".domain.run",
                        BASE + ".domain.value",
                        BASE + ".exchange",
                        BASE + ".listener",
                        BASE + ".structure");
    }

    @Test
    void what_is_exported_is_held_against_the_last_release() throws IOException {
        Set<String> compared = Pattern.compile("<include>(io\\.github\\.djltracker[\\w.]*)</include>")
                .matcher(Files.readString(Path.of("pom.xml")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());

        assertThat(compared).isEqualTo(exports());
    }

    @Test
    void picocli_can_see_every_command() throws IOException {
        Set<String> opened = descriptor().opens().stream()
                .map(ModuleDescriptor.Opens::source)
                .collect(Collectors.toSet());

        assertThat(opened).containsExactlyInAnyOrderElementsOf(packagesWith("import picocli."));
    }

    private static Set<String> exports() throws IOException {
        return descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    private static ModuleDescriptor descriptor() throws IOException {
        try (InputStream in = Files.newInputStream(CLASSES.resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        }
    }

    private static Set<String> packagesWith(String text) throws IOException {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file ->
                            file.toString().endsWith(".java") && read(file).contains(text))
                    .map(file -> sources.relativize(file.getParent())
                            .toString()
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .collect(Collectors.toSet());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
