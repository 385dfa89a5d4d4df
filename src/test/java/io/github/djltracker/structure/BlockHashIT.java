package io.github.djltracker.structure;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.structure.nets.ComposedFunctions;
import io.github.djltracker.structure.nets.HashPrinter;
import io.github.djltracker.testing.process.Needs;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hashes of all architectures, computed in separate JVMs: differences between JVMs must not change them. */
class BlockHashIT {
    private static final int MINUTES = 5;
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    @TempDir
    static Path directory;

    private static Map<String, String> expected;
    /** The output of each command that was run. */
    private static final Map<List<String>, String> PRINTED = new HashMap<>();

    @BeforeAll
    static void hash_in_a_first_jvm() throws Exception {
        // only this JVM uses the optimising compiler: the others finish sooner without it
        expected = hashes(java17(), List.of("-XX:TieredStopAtLevel=4", "-cp", CLASS_PATH), "2", "FLOAT32");
        assertThat(expected).hasSizeGreaterThan(90);
    }

    @Test
    void a_second_jvm_has_the_same_hashes() throws Exception {
        assertThat(hashes(java17(), List.of("-cp", CLASS_PATH), "2", "FLOAT32")).isEqualTo(expected);
    }

    @Test
    void another_batch_size_precision_locale_and_time_zone_have_the_same_hashes() throws Exception {
        List<String> options = List.of(
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Asia/Kathmandu",
                "-Dfile.encoding=ISO-8859-9",
                "-cp",
                CLASS_PATH);

        assertThat(hashes(java17(), options, "5", "FLOAT16")).isEqualTo(expected);
    }

    @Test
    void java_25_has_the_same_hashes() throws Exception {
        assertThat(hashes(java25(), List.of("-cp", CLASS_PATH), "2", "FLOAT32")).isEqualTo(expected);
    }

    @Test
    void the_module_path_has_the_same_hashes_and_so_has_code_compiled_anew() throws Exception {
        Path module = compiledModule("");
        List<String> onClassPath = List.of("-cp", module + File.pathSeparator + CLASS_PATH);
        assertThat(hashes(java17(), onClassPath, "2", "FLOAT32")).isEqualTo(expected);

        Map<String, String> seenIntoCode =
                expected(name -> !name.startsWith(HashPrinter.KEPT) && !name.startsWith("heads"));
        assertThat(hashes(java17(), onModulePath(module), "2", "FLOAT32")).containsAllEntriesOf(seenIntoCode);
        assertThat(hashes(java25(), onModulePath(module), "3", "FLOAT32")).containsAllEntriesOf(seenIntoCode);
    }

    @Test
    void a_strict_module_is_told_what_to_open() throws Exception {
        String strict = text(java17(), onModulePath(compiledModule("")), "2", "FLOAT32");
        String open = text(java17(), onModulePath(compiledModule("open ")), "2", "FLOAT32");

        assertThat(strict)
                .contains(HashPrinter.UNCERTAIN)
                .contains("its field value cannot be read: add \"opens " + HashPrinter.class.getPackageName() + ";\"");
        assertThat(open).contains(HashPrinter.UNCERTAIN + "[]");
    }

    @Test
    void what_the_jdk_composed_of_functions_is_told_apart_where_its_package_is_open() throws Exception {
        for (Path java : List.of(java17(), java25())) {
            Map<String, Set<String>> hashes = new TreeMap<>();
            List<String> options =
                    List.of("--add-opens", "java.base/java.util.function=ALL-UNNAMED", "-cp", CLASS_PATH);
            for (String line : text(java, options, ComposedFunctions.class).split("\n", -1)) {
                String[] columns = line.split("\t", -1);
                if (columns.length < 3) {
                    continue; // a log line
                }
                hashes.computeIfAbsent(columns[0], name -> new TreeSet<>()).add(columns[1]);
                assertThat(columns[2].equals("[]")).as(line).isEqualTo(!columns[0].contains("noise"));
            }

            assertThat(hashes.keySet()).isEqualTo(ComposedFunctions.all().keySet());
            assertThat(hashes.values()).allSatisfy(once -> assertThat(once).hasSize(1));
            assertThat(hashes.values()).doesNotHaveDuplicates();
        }
    }

    @Test
    void a_module_that_opens_its_package_has_the_hashes_of_fields_too() throws Exception {
        Map<String, String> ofJava =
                expected(name -> Stream.of("Kotlin, ", "Scala, ", "Groovy, ").noneMatch(name::contains));

        assertThat(hashes(java17(), onModulePath(compiledModule("open ")), "2", "FLOAT32"))
                .isEqualTo(ofJava);
    }

    private static Map<String, String> expected(Predicate<String> names) {
        Map<String, String> chosen = new TreeMap<>(expected);
        chosen.keySet().removeIf(names.negate());
        return chosen;
    }

    private static List<String> onModulePath(Path module) {
        return List.of(
                "-cp",
                nativePath(),
                "-p",
                module + File.pathSeparator + modulePath(),
                "-m",
                "nets/" + HashPrinter.class.getName());
    }

    /** The jars with PyTorch's natives, whose file names are not valid module names. */
    private static String nativePath() {
        return Stream.of(CLASS_PATH.split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("pytorch-native") || entry.contains("pytorch-jni"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * The networks and their printer, compiled without debug information as a named module, which is open if the kind
     * is "open ".
     */
    private static Path compiledModule(String kind) throws IOException {
        Path sources = Path.of("src/test/java/io/github/djltracker/structure/nets");
        Path info = Files.writeString(
                Files.createDirectories(directory.resolve("source" + kind)).resolve("module-info.java"),
                kind + "module nets { requires io.github.djltracker; requires ai.djl.api; requires ai.djl.model_zoo;"
                        + " requires ai.djl.pytorch_engine; requires org.slf4j; requires static org.jspecify; }");
        Path classes = directory.resolve("nets" + kind.strip());
        if (Files.exists(classes)) {
            return classes;
        }
        List<String> arguments = new ArrayList<>(List.of("-g:none", "-proc:none", "-nowarn", "-d", classes.toString()));
        arguments.addAll(List.of("-p", modulePath(), info.toString()));
        try (Stream<Path> files = Files.list(sources)) {
            files.map(Path::toString).forEach(arguments::add);
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new)))
                .isZero();
        return classes;
    }

    /** The class path without the tests, with folders packed into jars. */
    private static String modulePath() {
        List<String> path = new ArrayList<>();
        for (String entry : CLASS_PATH.split(File.pathSeparator, -1)) {
            Path file = Path.of(entry);
            if (Files.isRegularFile(file) && isNeeded(file.getFileName().toString())) {
                path.add(entry);
            } else if (Files.exists(file.resolve("io/github/djltracker/structure/BlockTree.class"))) {
                path.add(jar(file).toString());
            }
        }
        return String.join(File.pathSeparator, path);
    }

    private static boolean isNeeded(String jar) {
        return Stream.of(
                        "api-0",
                        "model-zoo",
                        "pytorch-engine",
                        "gson",
                        "jna",
                        "slf4j",
                        "commons-compress",
                        "commons-codec",
                        "commons-io",
                        "commons-lang3",
                        "jspecify",
                        "jackson",
                        "kotlin-stdlib",
                        "logback",
                        "okhttp",
                        "okio",
                        "sqlite-jdbc")
                .anyMatch(jar::startsWith);
    }

    private static Path jar(Path classes) {
        Path jar = directory.resolve("djl-tracker.jar");
        if (Files.exists(jar)) {
            return jar;
        }
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> walk = Files.walk(classes)) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
                if (!name.startsWith("META-INF")) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(path, out);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("no jar of " + classes, e);
        }
        return jar;
    }

    /** Starts a JVM and reads the hashes that it prints. */
    private static Map<String, String> hashes(Path java, List<String> options, String rows, String type)
            throws IOException, InterruptedException {
        Map<String, String> hashes = new TreeMap<>();
        for (String line : text(java, options, rows, type).split("\n", -1)) {
            int split = line.length() - 65;
            if (split > 0 && line.substring(split).matches("=[0-9a-f]{64}")) {
                hashes.put(line.substring(0, split), line.substring(split + 1));
            }
        }
        return hashes;
    }

    /** Starts a JVM and reads what it prints. */
    private static String text(Path java, List<String> options, String rows, String type)
            throws IOException, InterruptedException {
        return text(java, options, HashPrinter.class, rows, type);
    }

    /**
     * Starts a JVM with a main class, unless the options name a module, and returns its output. Equal commands are run
     * only once.
     */
    private static String text(Path java, List<String> options, Class<?> main, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                java.toString(), "-Xmx1g", "-Dai.djl.offline=true", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        if (!options.contains("-m")) {
            command.add(main.getName());
        }
        command.addAll(List.of(arguments));
        String printed = PRINTED.get(command);
        if (printed != null) {
            return printed;
        }
        Path output = Files.createTempFile(directory, "hashes", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        String text = Files.readString(output);
        assertThat(process.waitFor()).as(text).isZero();
        PRINTED.put(command, text);
        return text;
    }

    private static Path java17() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /** JAVA25_HOME, otherwise an installed JDK 25. Without one the test is skipped, except in CI. */
    private static Path java25() throws IOException {
        Optional<Path> found = Optional.ofNullable(System.getenv("JAVA25_HOME")).map(Path::of);
        Path installed = Path.of("/usr/lib/jvm");
        if (found.isEmpty() && Files.isDirectory(installed)) {
            try (Stream<Path> homes = Files.list(installed)) {
                found = homes.filter(BlockHashIT::isJava25).findFirst();
            }
        }
        Needs.that(found.isPresent(), "a JDK 25", "set JAVA25_HOME to the directory of one");
        return found.orElseThrow().resolve("bin/java");
    }

    private static boolean isJava25(Path home) {
        try {
            return Files.isExecutable(home.resolve("bin/java"))
                    && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException e) {
            return false;
        }
    }
}
