package io.github.djltracker.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs the Maven of this build again in another folder, with the artifacts that this build has downloaded. */
public final class Maven {
    private static final long LIMIT_MINUTES = 15;
    private static final boolean IS_WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private final Path folder;
    private final Path repository;

    private Maven(Path folder, Path repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /** A Maven that runs in this folder. */
    public static Maven in(Path folder) {
        return new Maven(folder, Path.of(told("build.repository")));
    }

    /** The content of the first tag with this name after a text in pom.xml; an empty text is the beginning. */
    public static String ofPom(String after, String tag) {
        try {
            Matcher found = Pattern.compile(Pattern.quote(after) + ".*?<" + tag + ">([^<]+)<", Pattern.DOTALL)
                    .matcher(Files.readString(Path.of("pom.xml")));
            assertThat(found.find()).as("<%s> after %s in pom.xml", tag, after).isTrue();
            return found.group(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The version of this project, or of a plugin of its build. */
    public static String version(String artifact) {
        return ofPom("<artifactId>" + artifact + "</artifactId>", "version");
    }

    /**
     * The same, with a separate local repository in which an artifact is installed as by {@code mvn install}: a jar and
     * its pom. Everything else is linked from the local repository of this build.
     */
    public Maven withInstalled(Path at, String group, String artifact, String version) throws IOException {
        Path from = repository;
        Path to = Files.createDirectory(at);
        for (String each : (group + '.' + artifact).split("\\.", -1)) {
            link(from, to, each);
            from = from.resolve(each);
            to = Files.createDirectory(to.resolve(each));
        }
        String name = artifact + '-' + version;
        Path directory = Files.createDirectory(to.resolve(version));
        Files.copy(Path.of("target", name + ".jar"), directory.resolve(name + ".jar"));
        Files.copy(Path.of("pom.xml"), directory.resolve(name + ".pom"));
        return new Maven(folder, at);
    }

    private static void link(Path from, Path to, String except) throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> children = Files.list(from)) {
            for (Path child : children.toList()) {
                Path name = child.getFileName();
                if (!name.toString().equals(except)) {
                    Files.createSymbolicLink(to.resolve(name), child.toRealPath());
                }
            }
        }
    }

    /** Runs goals and phases, and fails if they fail. Offline if this build is offline. */
    public void run(String... arguments) throws IOException, InterruptedException {
        Path program = Path.of(told("build.maven"), "bin", IS_WINDOWS ? "mvn.cmd" : "mvn");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--batch-mode",
                "--no-transfer-progress",
                // an artifact in the local repository may be used, whichever repository it came from
                "-Dmaven.legacyLocalRepo=true",
                "-Dmaven.repo.local=" + repository));
        if (told("build.network").equals("offline=true")) {
            command.add("--offline");
        }
        command.addAll(List.of(arguments));
        Path output = folder.resolve("maven.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // another time zone than this build: no local time may get into a file
        builder.environment().put("TZ", "Pacific/Kiritimati");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("%s ends", command)
                    .isTrue();
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as("%s: %s", command, Files.readString(output))
                .isZero();
    }

    private static String told(String property) {
        return Objects.requireNonNull(
                System.getProperty(property), () -> property + " is not set: run this test by mvn verify");
    }
}
