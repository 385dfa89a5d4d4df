package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.Readme;
import io.github.djltracker.testing.process.Jvm;
import io.github.djltracker.testing.process.Maven;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A separate project that depends on DJL, an engine and the installed jar as the README says, and on nothing else of
 * this project, and runs the README's program.
 */
final class DependentIT {
    private static final Pattern NATIVES = Pattern.compile("pytorch-native-cpu-([0-9.]+)-([\\w-]+)\\.jar");
    private static final Pattern JNI = Pattern.compile("pytorch-jni-([0-9.-]+)\\.jar");

    @TempDir
    private Path folder;

    private Path project;
    private Maven maven;

    @BeforeEach
    void install() throws IOException {
        project = Files.createDirectory(folder.resolve("project"));
        maven = Maven.in(project)
                .withInstalled(
                        folder.resolve("repository"),
                        "io.github.djltracker",
                        "djl-tracker",
                        Maven.version("djl-tracker"));
        Files.writeString(project.resolve("pom.xml"), pom());
    }

    /** Removes the links, because JUnit logs each link that it deletes itself. */
    @AfterEach
    void unlink() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("repository"))) {
            for (Path link : files.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }

    @Test
    void compiles_the_readmes_program_and_records_a_run_with_it() throws Exception {
        write("Xor.java", Readme.program());

        maven.run("package");
        run("-cp", "target/xor-1.jar", "Xor");

        assertRecorded();
        assertThat(brought())
                .as("what a project gets by depending on djl-tracker, beside DJL and its engine")
                .containsExactlyInAnyOrder(
                        "djl-tracker",
                        "jackson-annotations",
                        "jackson-core",
                        "jackson-databind",
                        "jspecify",
                        "kotlin-stdlib",
                        "okhttp-jvm",
                        "okio-jvm",
                        "slf4j-api",
                        "sqlite-jdbc");
    }

    @Test
    void does_so_as_a_named_module() throws Exception {
        write("module-info.java", "module xor {\n    requires io.github.djltracker;\n}\n");
        write("xor/Xor.java", "package xor;\n" + Readme.program());

        maven.run("package");
        // the name that DJL gives this jar is not a valid module name, so Java accepts the jar only on the class path
        Map<Boolean, List<Path>> jars = classPath().stream()
                .collect(Collectors.partitioningBy(
                        jar -> jar.getFileName().toString().startsWith("pytorch-native-")));
        String modules = join(Stream.concat(
                Stream.of(project.resolve("target/xor-1.jar")), jars.getOrDefault(false, List.of()).stream()));
        String others = join(jars.getOrDefault(true, List.of()).stream());
        run("--module-path", modules, "--class-path", others, "--module", "xor/xor.Xor");

        assertRecorded();
    }

    private static String join(Stream<Path> jars) {
        return jars.map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private void write(String file, String text) throws IOException {
        Path source = project.resolve("src/main/java").resolve(file);
        Files.createDirectories(source.getParent());
        Files.writeString(source, text);
    }

    private void run(String... arguments) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-Dai.djl.offline=" + System.getProperty("ai.djl.offline")));
        options.addAll(List.of(arguments));
        List<String> command = Jvm.command(512, options);
        Path output = project.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("DJL_TRACKER_"));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES))
                    .as("%s ends", command)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        assertThat(output).content().containsPattern("200 validate [01]\\.[0-9]+");
    }

    private void assertRecorded() {
        try (ExperimentTracker tracker =
                ExperimentTracker.open(project.resolve("runs.db").toString())) {
            List<Model> models = tracker.experiment("xor").models().list();
            assertThat(models).hasSize(1);
            assertThat(models.get(0).runs().list()).hasSize(1).allSatisfy(run -> {
                assertThat(run.status()).isEqualTo(RunStatus.FINISHED);
                assertThat(run.losses()).isEmpty();
            });
        }
    }

    /** The class path in the manifest of the project's jar. */
    private List<Path> classPath() throws IOException {
        try (JarFile jar = new JarFile(project.resolve("target/xor-1.jar").toFile())) {
            String classPath = jar.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return Stream.of(classPath.split(" ", -1))
                    .map(each -> Path.of(URI.create(each)))
                    .toList();
        }
    }

    /** The artifacts of the class path that DJL and its engine do not bring themselves. */
    private List<String> brought() throws IOException {
        List<String> ofDjl = List.of(
                "api",
                "commons-codec",
                "commons-compress",
                "commons-io",
                "commons-lang3",
                "error_prone_annotations",
                "gson",
                "jna");
        return classPath().stream()
                .map(jar -> jar.getFileName().toString().replaceFirst("-[0-9].*", ""))
                .filter(artifact -> !artifact.startsWith("pytorch-") && !ofDjl.contains(artifact))
                .toList();
    }

    private String pom() throws IOException {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>org.example</groupId>
                  <artifactId>xor</artifactId>
                  <version>1</version>
                  <properties>
                    <maven.compiler.release>17</maven.compiler.release>
                    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
                  </properties>
                  <dependencies>
                    %s
                    %s
                    %s
                    %s
                  </dependencies>
                  <build>
                    <plugins>
                      %s
                      %s
                      %s
                      %s
                    </plugins>
                  </build>
                </project>
                """.formatted(
                        Readme.dependency(),
                        dependency("ai.djl", "api", djl(), ""),
                        dependency("ai.djl.pytorch", "pytorch-engine", djl(), "<scope>runtime</scope>"),
                        natives(),
                        plugin("maven-resources-plugin", ""),
                        plugin("maven-compiler-plugin", ""),
                        plugin("maven-surefire-plugin", ""),
                        plugin("maven-jar-plugin", """
                                <configuration><archive><manifest>
                                  <addClasspath>true</addClasspath>
                                  <classpathPrefix>%s</classpathPrefix>
                                  <classpathLayoutType>repository</classpathLayoutType>
                                </manifest></archive></configuration>
                                """.formatted(
                                        folder.resolve("repository").toUri())));
    }

    private static String djl() {
        return Maven.ofPom("", "djl.version");
    }

    /** The natives that the tests run with; empty if DJL is to download them. */
    private static String natives() {
        String path = System.getProperty("java.class.path");
        Matcher natives = NATIVES.matcher(path);
        Matcher jni = JNI.matcher(path);
        if (!natives.find() || !jni.find()) {
            return "";
        }
        return dependency(
                        "ai.djl.pytorch",
                        "pytorch-native-cpu",
                        natives.group(1),
                        "<classifier>" + natives.group(2) + "</classifier><scope>runtime</scope>")
                + dependency("ai.djl.pytorch", "pytorch-jni", jni.group(1), "<scope>runtime</scope>");
    }

    private static String dependency(String group, String artifact, String version, String more) {
        return "<dependency><groupId>" + group + "</groupId><artifactId>" + artifact + "</artifactId><version>"
                + version + "</version>" + more + "</dependency>";
    }

    private static String plugin(String artifact, String configuration) {
        return "<plugin><artifactId>" + artifact + "</artifactId><version>" + Maven.version(artifact) + "</version>"
                + configuration + "</plugin>";
    }
}
