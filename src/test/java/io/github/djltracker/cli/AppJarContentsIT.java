package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.djltracker.testing.process.AppJar;
import io.github.djltracker.testing.process.Maven;
import io.github.djltracker.testing.process.Needs;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app jar lists the libraries in it and their licences. The classes in the jar show which libraries it has. */
final class AppJarContentsIT {
    private static final Pattern NAMED =
            Pattern.compile("^ +((?:\\([^)]+\\) )+).*\\(([^():]+):([^():]+):([^(): ]+) - [^)]*\\)$");
    private static final Pattern LICENCE_FILE =
            Pattern.compile("(.*/)?[\\w-]*(LICENSE|NOTICE)[\\w.-]*", Pattern.CASE_INSENSITIVE);
    /** Text that occurs in each licence and in no other. */
    private static final Map<String, String> TEXTS = Map.of(
            "Apache-2.0", "Apache License Version 2.0, January 2004",
            "BSD-2-Clause", "Copyright (c) 1997, PostgreSQL Global Development Group",
            "BSD-3-Clause", "Neither the name of the copyright holders nor the names of its contributors",
            "EPL-2.0", "Eclipse Public License - v 2.0",
            "MIT", "Permission is hereby granted, free of charge, to any person");

    @TempDir
    private Path directory;

    @Test
    void each_library_inside_is_named_with_its_licence_and_no_other() throws IOException {
        assertThat(named()).containsExactlyInAnyOrderElementsOf(inside());
    }

    @Test
    void each_library_can_be_had_under_a_licence_whose_text_is_inside() throws IOException {
        String texts = String.join(" ", texts(AppJar.in(directory).path()).values());

        assertThat(lines()).isNotEmpty().allSatisfy(line -> {
            Matcher found = NAMED.matcher(line);
            assertThat(found.matches()).isTrue();
            assertThat(Stream.of(found.group(1).split("[() ]+", -1)).filter(TEXTS::containsKey))
                    .as(line)
                    .anySatisfy(licence -> assertThat(texts).contains(TEXTS.get(licence)));
        });
    }

    @Test
    void the_licences_and_notices_that_libraries_come_with_are_inside_whole() throws IOException {
        String inside = String.join(" ", texts(AppJar.in(directory).path()).values());

        Set<String> names = new TreeSet<>(inside());
        for (Path jar : libraries()) {
            if (names.contains(name(jar))) {
                texts(jar)
                        .forEach((file, text) -> assertThat(inside.contains(text))
                                .as("%s of %s is in the app jar", file, jar.getFileName())
                                .isTrue());
            }
        }
    }

    @Test
    void the_bill_of_materials_names_what_is_inside_and_no_more() throws IOException {
        Path file = Path.of("target/app-bom.json");
        Needs.that(Files.exists(file), "a bill of materials", "mvn -o makes none: run without -o");

        List<String> components = new ArrayList<>();
        JsonNode bom = new ObjectMapper().readTree(file.toFile());
        for (JsonNode component : bom.get("components")) {
            components.add(component.get("name").asText()
                    + '-'
                    + component.get("version").asText());
            assertThat(component.get("licenses")).as(component.toString()).isNotEmpty();
            assertThat(component.get("hashes")).as(component.toString()).isNotEmpty();
        }

        assertThat(components).containsExactlyInAnyOrderElementsOf(inside());
        // derived from the coordinates, not random and not from a time: the same bytes in every build
        assertThat(UUID.fromString(bom.get("serialNumber").asText().replace("urn:uuid:", ""))
                        .version())
                .isEqualTo(3);
        assertThat(bom.get("metadata").has("timestamp")).isFalse();
    }

    @Test
    void the_library_itself_holds_nothing_of_others() throws IOException {
        Path jar = Path.of("target", "djl-tracker-" + Maven.version("djl-tracker") + ".jar");

        assertThat(entries(jar, name -> name.endsWith(".class") && !name.equals("module-info.class")))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(name).startsWith("io/github/djltracker/"));
        assertThat(texts(jar)).containsOnlyKeys("META-INF/LICENSE");
    }

    /**
     * The libraries whose classes are in the app jar, as {@code artifact-version}; those without classes are found by
     * their files.
     */
    private Set<String> inside() throws IOException {
        Set<String> app = entries(AppJar.in(directory).path(), name -> true);
        Set<String> inside = new TreeSet<>();
        for (Path jar : libraries()) {
            Set<String> classes = entries(jar, name -> name.endsWith(".class") && !name.endsWith("module-info.class"));
            Set<String> files =
                    classes.isEmpty() ? entries(jar, name -> name.startsWith("META-INF/resources/")) : classes;
            if (!files.isEmpty() && app.containsAll(files)) {
                inside.add(name(jar));
            }
        }
        return inside;
    }

    /** All jars on the class path of the tests, which are more than those in the app jar. */
    private static List<Path> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(path -> path.endsWith(".jar"))
                .map(Path::of)
                .toList();
    }

    private static String name(Path jar) {
        return jar.getFileName().toString().replaceFirst("\\.jar$", "");
    }

    /** The libraries that THIRD-PARTY.txt names, as {@code artifact-version}. */
    private List<String> named() throws IOException {
        return lines().stream()
                .map(line -> {
                    Matcher found = NAMED.matcher(line);
                    assertThat(found.matches()).as(line).isTrue();
                    return found.group(3) + '-' + found.group(4);
                })
                .toList();
    }

    private List<String> lines() throws IOException {
        try (ZipFile zip = new ZipFile(AppJar.in(directory).path().toFile())) {
            return text(zip, zip.getEntry("META-INF/THIRD-PARTY.txt"))
                    .lines()
                    .filter(line -> line.startsWith("  "))
                    .toList();
        }
    }

    private static Set<String> entries(Path jar, Predicate<String> filter) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Set<String> names = new HashSet<>();
            zip.stream()
                    .filter(entry -> !entry.isDirectory() && filter.test(entry.getName()))
                    .forEach(entry -> names.add(entry.getName()));
            return names;
        }
    }

    /** The licences and notices of a jar, with white space replaced by single spaces. */
    private static Map<String, String> texts(Path jar) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (String name :
                    entries(jar, name -> LICENCE_FILE.matcher(name).matches() && !name.matches(".*\\.(class|js)"))) {
                texts.put(
                        name,
                        text(zip, zip.getEntry(name)).replaceAll("\\s+", " ").strip());
            }
        }
        return texts;
    }

    private static String text(ZipFile zip, ZipEntry entry) throws IOException {
        return new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }
}
