package io.github.djltracker.testing.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.ExperimentRuns;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.RunFilter;
import io.github.djltracker.domain.find.RunOrder;
import io.github.djltracker.domain.find.RunQuery;
import io.github.djltracker.testing.Entries;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Searches runs with random filters and orders. The names in them are mostly those that the runs have. */
public final class RandomSearches {
    private static final int EACH_TIME = 2;
    private static final String OF_NO_RUN = "of no run";
    private static final List<String> OPERATORS = List.of("=", "!=", "<", "<=", ">", ">=");
    private static final List<String> TEXTS =
            List.of("adam", "ADAM", "L2 loss", "\u732b", "", "NaN", "%", "_", "'", "\\", "o", "\u0130i", "i\u0307");
    private static final List<String> NUMBERS =
            List.of("0", "-0.0", "1", "0.5", "1e300", "-1e-300", "NaN", "Infinity", "-Infinity", "50");
    private static final List<String> FIXED = List.of(
            "started", "ended", "status", "step", "model", "hash", "experiment", "name", "note", "starred", "archived");

    private final Random random;
    private List<String> names = List.of();

    public RandomSearches(Random random) {
        this.random = random;
    }

    /** Compares the answers of a tracker with those of the reference. */
    public void compare(ExperimentRuns expected, ExperimentRuns found) {
        names = new ArrayList<>(expected.names());
        assertThat(found.names()).isEqualTo(expected.names());
        for (int i = 0; i < EACH_TIME; i++) {
            RunQuery query = query();
            assertThat(seen(found.find(query))).as("%s", query).isEqualTo(seen(expected.find(query)));
            RunFilter filter = query.filter();
            if (filter != null && !filter.names().contains(OF_NO_RUN)) {
                assertThat(found.count(filter)).as("%s", filter).isEqualTo(expected.count(filter));
            }
        }
    }

    private static List<?> seen(List<FoundRun> runs) {
        return runs.stream()
                .map(run -> List.of(
                        run.hash(), String.valueOf(run.modelName()), run.run().id(), run.values()))
                .toList();
    }

    /** A random query, lenient because some of its names are unknown. */
    private RunQuery query() {
        RunQuery query = RunQuery.all().lenient().from(random.nextInt(3)).first(1 + random.nextInt(20));
        if (random.nextInt(5) > 0) {
            query = query.where(RunFilter.parse(condition(random.nextInt(4))));
        }
        if (random.nextInt(4) > 0) {
            query = query.sort(new RunOrder(name(), random.nextBoolean()));
        }
        return query.columns(List.of(name(), name()));
    }

    /** A random filter, nested at most this deep. */
    public String condition(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(4);
        return switch (kind) {
            case 1 -> "not (" + condition(depth - 1) + ")";
            case 2 -> join(" and ", depth);
            case 3 -> "(" + join(" or ", depth) + ")";
            default -> comparison();
        };
    }

    private String join(String word, int depth) {
        return random.ints(2 + random.nextInt(2))
                .mapToObj(any -> "(" + condition(depth - 1) + ")")
                .collect(Collectors.joining(word));
    }

    private String comparison() {
        String name = name();
        String quoted = quote(name);
        if (name.equals("started") || name.equals("ended")) {
            return quoted + " " + pick(OPERATORS) + " " + Entries.TIME.plusMillis(random.nextInt(1_000_000));
        } else if (name.equals("status")) {
            return quoted + pick(List.of(" = ", " != ")) + pick(List.of("FINISHED", "failed", "Interrupted"));
        }
        return switch (random.nextInt(6)) {
            case 0 -> quoted + pick(List.of(" ~ ", " !~ ")) + quote(pick(TEXTS));
            case 1 -> quoted + pick(List.of(" = ", " != ")) + quote(pick(TEXTS));
            case 2 -> quoted + pick(List.of(" = ", " != ")) + random.nextBoolean();
            case 3 ->
                quoted + pick(List.of(" in ", " not in ")) + "(" + pick(NUMBERS) + ", " + quote(pick(TEXTS)) + ")";
            default -> {
                String number = pick(NUMBERS);
                yield isText(name) ? quoted + " = " + quote(number) : quoted + " " + pick(OPERATORS) + " " + number;
            }
        };
    }

    /** Whether values of this name are always text. */
    private static boolean isText(String name) {
        return List.of("model", "hash", "experiment", "name", "note").contains(name);
    }

    private String name() {
        if (random.nextInt(12) == 0) {
            return OF_NO_RUN;
        }
        if (names.isEmpty() || random.nextInt(4) == 0) {
            return pick(FIXED);
        }
        String name = pick(names);
        if (name.matches("(?s).*@.*\\.(last|min|max)") && random.nextInt(3) == 0) {
            return name + ".step";
        }
        return random.nextBoolean() ? name : name.replaceFirst("^setting\\.|\\.last$", "");
    }

    private static String quote(String text) {
        return "\"" + text.replace("\"", "\"\"") + "\"";
    }

    private String pick(List<String> some) {
        return some.get(random.nextInt(some.size()));
    }
}
