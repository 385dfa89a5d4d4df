package io.github.djltracker.cli.view;

import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Console;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.domain.value.Annotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows annotations in the lists and pages of the terminal. */
public final class Said {
    private Said() {}

    /** Tags as text, such as {@code baseline, team=vision}. */
    public static String tags(Annotations said) {
        return said.tags().entrySet().stream()
                .map(tag -> tag.getValue().isEmpty() ? tag.getKey() : tag.getKey() + "=" + tag.getValue())
                .collect(Collectors.joining(", "));
    }

    /** The prefix of a name, which shows whether it is starred. */
    public static String star(Annotations said) {
        return said.isStarred() ? "* " : "";
    }

    /** Adds tags, star and archive flag to the properties of a thing, if it has them. */
    public static void facts(Annotations said, Map<String, String> facts) {
        if (!said.tags().isEmpty()) {
            facts.put("tags", tags(said));
        }
        if (said.isStarred()) {
            facts.put("starred", "yes");
        }
        if (said.isArchived()) {
            facts.put("archived", "yes");
        }
    }

    /** A column of tags, if any item has one. */
    public static <T> void tagColumn(
            Columns<T> columns, int importance, List<T> things, Function<T, Annotations> annotations) {
        if (things.stream().anyMatch(one -> !annotations.apply(one).tags().isEmpty())) {
            columns.optional(importance, "tags", one -> tags(annotations.apply(one)))
                    .elastic();
        }
    }

    /** The things that are not archived. */
    public static <T> List<T> unarchived(List<T> things, Function<T, Annotations> annotations) {
        List<T> shown = new ArrayList<>(things);
        shown.removeIf(one -> annotations.apply(one).isArchived());
        return shown;
    }

    /** Prints how many archived items a list leaves out, if any. */
    public static void leftOut(Console console, long count, String what) {
        if (count > 0) {
            console.println(Format.count(count, "archived " + what + " is", "archived " + what + "s are")
                    + " left out: add --archived");
        }
    }
}
