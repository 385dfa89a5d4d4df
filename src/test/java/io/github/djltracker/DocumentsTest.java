package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.Readme;
import io.github.djltracker.testing.process.Maven;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Everything that the documents for contributors name exists. */
final class DocumentsTest {
    private static final Pattern FILE = Pattern.compile("`([\\w./-]+\\.(?:java|js|sql|md))`");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]*)(?:#([^)]+))?\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern VERSION = Pattern.compile("djl-tracker[:-]([0-9]+\\.[0-9.]+(?:-SNAPSHOT)?)");
    private static final int MOST_FILES = 5;

    @Test
    void the_files_that_the_guide_names_are_there() throws IOException {
        List<String> all = files();

        List<String> missing = FILE.matcher(Files.readString(Path.of("CONTRIBUTING.md")))
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(name -> all.stream().noneMatch(file -> file.endsWith("/" + name) || file.equals(name)))
                .toList();

        assertThat(missing).isEmpty();
    }

    @Test
    void a_change_that_the_guide_describes_touches_five_files_at_most() throws IOException {
        List<String> rows = Files.readString(Path.of("CONTRIBUTING.md"))
                .lines()
                .dropWhile(line -> !line.equals("## Where a change goes"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| a "))
                .toList();

        assertThat(rows)
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy(row -> assertThat(row.split(";", -1)).hasSizeLessThanOrEqualTo(MOST_FILES));
    }

    @Test
    void links_between_pages_lead_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (String page : files()) {
            if (page.endsWith(".md")) {
                for (MatchResult link :
                        LINK.matcher(Files.readString(Path.of(page))).results().toList()) {
                    if (!leadsSomewhere(page, link.group(1), link.group(2))) {
                        broken.add(page + " links to " + link.group());
                    }
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(String page, String file, @Nullable String heading) throws IOException {
        Path target = file.isEmpty()
                ? Path.of(page)
                : Path.of(page).resolveSibling(file).normalize();
        return Files.exists(target) && (heading == null || anchors(target).contains(heading));
    }

    /** The headings of a page as GitHub writes them in addresses. */
    private static List<String> anchors(Path page) throws IOException {
        return HEADING.matcher(Files.readString(page))
                .results()
                .map((MatchResult heading) -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void every_page_is_in_the_index() throws IOException {
        String index = Files.readString(Path.of("src/docs/index.md"));

        assertThat(files().stream()
                        .filter(file -> file.startsWith("src/docs/") && file.endsWith(".md"))
                        .map(file -> file.substring("src/docs/".length()))
                        .filter(page -> !page.equals("index.md") && !index.contains("(" + page + ")")))
                .isEmpty();
    }

    @Test
    void documents_name_the_version_that_is_built() throws IOException {
        String version = Maven.version("djl-tracker");
        List<String> others = new ArrayList<>();
        for (String page : files()) {
            if (page.endsWith(".md") && !page.endsWith("releasing.md") && !page.endsWith("changelog.md")) {
                VERSION.matcher(Files.readString(Path.of(page)))
                        .results()
                        .filter((MatchResult named) -> !named.group(1).equals(version))
                        .forEach(named -> others.add(page + " names " + named.group()));
            }
        }

        assertThat(others).isEmpty();
        assertThat(Readme.dependency()).contains("<version>" + version + "</version>");
    }

    private static List<String> files() {
        List<String> files = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "pom.xml"));
        try (Stream<Path> sources = Files.walk(Path.of("src"));
                Stream<Path> samples = Files.walk(Path.of("samples"))) {
            Stream.concat(sources, samples)
                    .filter(Files::isRegularFile)
                    .map(file -> file.toString().replace('\\', '/'))
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }
}
