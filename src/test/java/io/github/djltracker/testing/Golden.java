package io.github.djltracker.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares texts with files under src/test/resources; {@code -Dgolden.update=true} writes the files again. */
public final class Golden {
    private Golden() {}

    /** Compares a text with the file of this name in the resources of the test's package. */
    public static void check(Class<?> test, String file, String actual) {
        Path path = Path.of("src/test/resources", test.getPackageName().replace('.', '/'), file);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(path.getParent());
                Files.writeString(path, actual, UTF_8);
            }
            assertThat(actual)
                    .as("%s, which -Dgolden.update=true writes anew", path)
                    .isEqualTo(Files.readString(path, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
