package io.github.djltracker.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts in the README that users copy. */
public final class Readme {
    private static final Pattern PROGRAM =
            Pattern.compile("```java\\n(import .*?public class Xor .*?)```", Pattern.DOTALL);
    private static final Pattern DEPENDENCY = Pattern.compile("```xml\\n(<dependency>.*?)```", Pattern.DOTALL);

    private Readme() {}

    /** The program on the README's first screen, the class {@code Xor}, which records into {@code runs.db}. */
    public static String program() throws IOException {
        return find(PROGRAM);
    }

    /** The dependency on this artifact, as in a pom. */
    public static String dependency() throws IOException {
        return find(DEPENDENCY);
    }

    private static String find(Pattern pattern) throws IOException {
        Matcher found = pattern.matcher(Files.readString(Path.of("README.md")));
        assertThat(found.find()).as("the README has %s", pattern).isTrue();
        return found.group(1);
    }
}
