package io.github.djltracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The pictures in {@code architecture.md} show the actual imports. {@code -Dgolden.update=true} draws them again. */
final class PictureTest {
    private static final String BASE = "io.github.djltracker";
    private static final String FLOORS = "floors";
    private static final Path PAGE = Path.of("src/docs/architecture.md");
    private static final Pattern PICTURE =
            Pattern.compile("(<!-- picture: (\\w+) -->\\n)(.*?)(<!-- end -->)", Pattern.DOTALL);

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(BASE);

    @Test
    void the_pictures_are_true_to_the_imports() throws IOException {
        String page = Files.readString(PAGE);
        String drawn = PICTURE.matcher(page)
                .replaceAll(
                        found -> Matcher.quoteReplacement(found.group(1) + picture(found.group(2)) + found.group(4)));

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, drawn);
        }
        assertThat(page).isEqualTo(drawn);
    }

    @Test
    void every_floor_with_rooms_has_a_picture() throws IOException {
        Set<String> withRooms = new TreeSet<>();
        for (JavaClass type : MAIN) {
            String[] path = below(type).split("\\.", -1);
            if (path.length > 1) {
                withRooms.add(path[0]);
            }
        }
        List<String> drawn = PICTURE.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult found) -> found.group(2))
                .toList();

        assertThat(drawn).contains(FLOORS).containsAll(withRooms);
    }

    @Test
    void a_picture_leaves_out_what_follows() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        arrows.put("a", new TreeSet<>(Set.of("b", "c")));
        arrows.put("b", new TreeSet<>(Set.of("c")));

        assertThat(draw(arrows)).contains("a --> b", "b --> c").doesNotContain("a --> c");
    }

    private static String picture(String name) {
        Function<JavaClass, @Nullable String> room =
                name.equals(FLOORS) ? PictureTest::floor : type -> room(name, type);
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (JavaClass type : MAIN) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                JavaClass other = dependency.getTargetClass();
                if (!other.getPackageName().startsWith(BASE)) {
                    continue;
                }
                String from = room.apply(type);
                String to = room.apply(other);
                if (from != null && to != null && !from.equals(to)) {
                    arrows.computeIfAbsent(from, any -> new TreeSet<>()).add(to);
                }
            }
        }
        return draw(arrows);
    }

    private static @Nullable String floor(JavaClass type) {
        String floor = below(type).split("\\.", -1)[0];
        return floor.equals("domain") ? null : floor.isEmpty() ? "ExperimentTracker" : floor;
    }

    private static @Nullable String room(String floor, JavaClass type) {
        String below = below(type);
        return below.equals(floor) || below.startsWith(floor + ".") ? below.replace('.', '/') : null;
    }

    private static String below(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(BASE) ? "" : name.substring(BASE.length() + 1);
    }

    private static String draw(Map<String, Set<String>> arrows) {
        List<String> lines = new ArrayList<>();
        arrows.forEach((from, all) -> {
            for (String to : all) {
                boolean follows = all.stream()
                        .anyMatch(between ->
                                !between.equals(to) && reaches(arrows, between, to, new TreeSet<>(Set.of(from))));
                if (!follows) {
                    lines.add("    " + from + " --> " + to);
                }
            }
        });
        return "```mermaid\ngraph TD\n" + String.join("\n", lines) + "\n```\n";
    }

    private static boolean reaches(Map<String, Set<String>> arrows, String from, String to, Set<String> seen) {
        return seen.add(from)
                && arrows.getOrDefault(from, Set.of()).stream()
                        .anyMatch(next -> next.equals(to) || reaches(arrows, next, to, seen));
    }
}
