package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Documents, Javadoc and help use no word that the glossary replaces. */
final class WordsTest {
    private static final Path GLOSSARY = Path.of("src/docs/glossary.md");
    private static final Path HELP = Path.of("src/test/resources/io/github/djltracker/cli/help");

    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern WRAP = Pattern.compile("\\s*\\n\\s*(\\* ?)?");

    private final List<String> replaced = replaced();

    @Test
    void documents_use_no_word_that_the_glossary_replaces() {
        List<Path> pages = Stream.concat(
                        Stream.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")), files(Path.of("src/docs"), ".md"))
                .filter(page -> !page.equals(GLOSSARY))
                .toList();

        assertThat(pages).hasSizeGreaterThan(20);
        assertThat(pages.stream().flatMap(page -> found(page, text(page)))).isEmpty();
    }

    @Test
    void javadoc_uses_no_word_that_the_glossary_replaces() {
        List<Path> sources = files(Path.of("src/main/java"), ".java").toList();

        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(sources.stream().flatMap(source -> found(source, javadoc(text(source)))))
                .isEmpty();
    }

    @Test
    void the_help_of_commands_uses_no_word_that_the_glossary_replaces() {
        List<Path> helps = files(HELP, ".txt").toList();

        assertThat(helps).hasSizeGreaterThan(10);
        assertThat(helps.stream().flatMap(help -> found(help, text(help)))).isEmpty();
    }

    @Test
    void words_are_found_across_lines_and_only_as_whole_words() {
        assertThat(replaced).hasSizeGreaterThan(20).contains("unless told");
        assertThat(found(GLOSSARY, "10 s Unless\n     * told otherwise")).hasSize(1);
        assertThat(found(GLOSSARY, "a canewood chair, as it is forgood")).isEmpty();
    }

    private Stream<String> found(Path file, String text) {
        String plain = WRAP.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
        return replaced.stream()
                .flatMap(word -> Pattern.compile("\\b" + Pattern.quote(word) + "\\b")
                        .matcher(plain)
                        .results()
                        .map(hit -> file + ": \"" + word + "\" in \""
                                + plain.substring(
                                        Math.max(0, hit.start() - 30), Math.min(plain.length(), hit.end() + 20))
                                + "\""));
    }

    /** The quoted words on the right of the table under "Wording". */
    private static List<String> replaced() {
        List<String> words = new ArrayList<>();
        text(GLOSSARY)
                .lines()
                .dropWhile(line -> !line.equals("## Wording"))
                .filter(line -> line.startsWith("| "))
                .map(line -> line.split("\\|", -1)[2])
                .forEach(cell -> {
                    Matcher quoted = QUOTED.matcher(cell);
                    while (quoted.find()) {
                        words.add(quoted.group(1));
                    }
                });
        return words;
    }

    private static String javadoc(String source) {
        return JAVADOC.matcher(source).results().map(comment -> comment.group()).collect(Collectors.joining("\n"));
    }

    private static Stream<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
