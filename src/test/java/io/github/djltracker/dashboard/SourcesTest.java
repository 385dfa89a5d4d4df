package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for the files of the dashboard. */
class SourcesTest {
    private static final Path FOLDER = Path.of("src/main/resources/io/github/djltracker/server/dashboard");
    private static final int MOST_LINES = 400;

    private static final Pattern MAKES_HTML =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|DOMParser|document\\.write"
                    + "|setHTML|srcdoc|parseFromString");
    private static final Pattern RUNS_TEXT =
            Pattern.compile("\\beval\\(|new Function|javascript:|set(Timeout|Interval)\\(\\s*['\"`]");
    private static final Pattern INLINE = Pattern.compile(
            "setAttribute\\(\\s*['\"](style|on)|[{,]\\s*style:|cssText|<style|\\sstyle=|\\son[a-z]+=\"|<script>");
    private static final Pattern ELSEWHERE =
            Pattern.compile("(https?:)?//(?!www\\.w3\\.org/2000/svg)[a-z0-9-]+\\.[a-z]{2,}|@import|url\\(");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import\\()\\s*'(\\.{1,2}/[^']+)'");

    /** The folders whose modules the modules of each folder may import; "" stands for modules that are in no folder. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.of(
            "widgets", Set.of(),
            "server", Set.of("widgets"),
            "charts", Set.of("server", "widgets", "uplot"),
            "runs", Set.of("charts", "server", "widgets"),
            "pictures", Set.of("runs", "charts", "server", "widgets"),
            "distributions", Set.of("pictures", "charts", "server", "widgets"),
            "page", Set.of("server", "widgets"),
            "views", Set.of("page", "distributions", "pictures", "runs", "charts", "server", "widgets"),
            "", Set.of("page", "views", "server", "widgets"));

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(FOLDER)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(FOLDER.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static List<String> linesWith(Pattern pattern) throws IOException {
        List<String> found = new ArrayList<>();
        files().forEach((name, text) -> text.lines()
                .filter(line -> pattern.matcher(line).find())
                .forEach(line -> found.add(name + ": " + line.strip())));
        return found;
    }

    @Test
    void no_text_becomes_html_or_code() throws IOException {
        assertThat(linesWith(MAKES_HTML)).isEmpty();
        assertThat(linesWith(RUNS_TEXT)).isEmpty();
    }

    @Test
    void nothing_is_inline() throws IOException {
        assertThat(linesWith(INLINE)).isEmpty();
    }

    @Test
    void nothing_is_fetched_from_elsewhere() throws IOException {
        assertThat(linesWith(ELSEWHERE)).isEmpty();
    }

    @Test
    void the_patterns_can_find_something() {
        assertThat("element.innerHTML = name").containsPattern(MAKES_HTML);
        assertThat("setTimeout('go()')").containsPattern(RUNS_TEXT);
        assertThat("<p style=\"color: red\">").containsPattern(INLINE);
        assertThat("import 'https://cdn.example.org/x.js'").containsPattern(ELSEWHERE);
    }

    @Test
    void every_import_is_there() throws IOException {
        Map<String, String> files = files();
        List<String> missing = new ArrayList<>();
        files.forEach((name, text) -> {
            Matcher found = IMPORT.matcher(text);
            while (found.find()) {
                Path folder = Path.of(name).getParent();
                String target = (folder == null ? Path.of(found.group(1)) : folder.resolve(found.group(1)))
                        .normalize()
                        .toString();
                if (!files.containsKey(target) && !target.startsWith("uplot/")) {
                    missing.add(name + " imports " + found.group(1));
                }
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void a_folder_imports_only_what_the_plan_allows() throws IOException {
        assertThat(against(arrows(files()))).isEmpty();
    }

    @Test
    void modules_have_no_circle() throws IOException {
        Map<String, Set<String>> arrows = arrows(files());

        assertThat(arrows.keySet())
                .allSatisfy(module -> assertThat(reached(arrows, module))
                        .as("what %s imports, directly or not", module)
                        .doesNotContain(module));
    }

    @Test
    void the_plan_can_fail() {
        Map<String, Set<String>> circle =
                Map.of("page/router.js", Set.of("views/run.js"), "views/run.js", Set.of("page/router.js"));

        assertThat(reached(circle, "views/run.js")).contains("views/run.js");
        assertThat(against(circle)).containsExactly("page/router.js imports views/run.js");
    }

    /** The modules of the dashboard that each module imports. */
    private static Map<String, Set<String>> arrows(Map<String, String> files) {
        Map<String, Set<String>> arrows = new TreeMap<>();
        files.forEach((name, text) -> {
            Matcher found = IMPORT.matcher(text);
            while (found.find()) {
                String target =
                        Path.of(name).resolveSibling(found.group(1)).normalize().toString();
                arrows.computeIfAbsent(name, any -> new TreeSet<>()).add(target);
            }
        });
        return arrows;
    }

    private static List<String> against(Map<String, Set<String>> arrows) {
        List<String> found = new ArrayList<>();
        arrows.forEach((module, imports) -> imports.forEach(target -> {
            boolean isAllowed = folder(module).equals(folder(target))
                    || MAY_IMPORT.getOrDefault(folder(module), Set.of()).contains(folder(target));
            if (!isAllowed) {
                found.add(module + " imports " + target);
            }
        }));
        return found;
    }

    private static Set<String> reached(Map<String, Set<String>> arrows, String module) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(arrows.getOrDefault(module, Set.of()));
        while (!next.isEmpty()) {
            String target = next.pop();
            if (reached.add(target)) {
                next.addAll(arrows.getOrDefault(target, Set.of()));
            }
        }
        return reached;
    }

    private static String folder(String module) {
        Path folder = Path.of(module).getParent();
        return folder == null ? "" : folder.toString();
    }

    @Test
    void files_are_short() throws IOException {
        Map<String, Long> tooLong = new TreeMap<>();
        files().forEach((name, text) -> {
            if (text.lines().count() > MOST_LINES && name.endsWith(".js")) {
                tooLong.put(name, text.lines().count());
            }
        });

        assertThat(tooLong).isEmpty();
    }
}
