package io.github.djltracker.cli.view;

import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.Selection;
import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Screen;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two runs side by side: how they went, their settings, the last values of their metrics, and their environments. */
public record RunDifference(
        List<Difference> course, List<Difference> settings, List<Difference> metrics, List<Difference> environment) {

    public static RunDifference between(RunRef left, RunRef right) {
        return new RunDifference(
                Difference.between(course(left), course(right)),
                Difference.between(Settings.of(left), Settings.of(right)),
                Difference.between(metrics(left), metrics(right)),
                Difference.between(
                        Flat.of(left.run().environment()), Flat.of(right.run().environment())));
    }

    private static Map<String, @Nullable Object> course(RunRef ref) {
        Run run = ref.run();
        Map<String, @Nullable Object> course = new LinkedHashMap<>();
        course.put("experiment", ref.model().experiment().name());
        course.put("model", ref.model().label());
        course.put("hash", ref.model().model().hash());
        course.put("status", RunTable.status(run));
        course.put("steps", RunTable.steps(run));
        course.put("duration", RunTable.duration(run));
        if (run.resumedFrom() != null) {
            course.put("resumed from", RunTable.resumed(run.resumedFrom()));
        }
        return course;
    }

    private static Map<String, @Nullable Object> metrics(RunRef ref) {
        Map<String, @Nullable Object> last = new LinkedHashMap<>();
        for (Series series : new Selection(ref.model(), ref.run()).series()) {
            last.put(TellingSeries.Key.of(series).title(), series.last());
        }
        return last;
    }

    public String render(String left, String right, boolean changesOnly, Screen screen) {
        StringBuilder text = new StringBuilder();
        section(text, "run", course, left, right, changesOnly, screen);
        section(text, "settings", settings, left, right, changesOnly, screen);
        section(text, "last values", metrics, left, right, changesOnly, screen);
        section(text, "environment", environment, left, right, changesOnly, screen);
        return text.isEmpty() ? "no difference\n" : text.toString();
    }

    private static void section(
            StringBuilder text,
            String title,
            List<Difference> differences,
            String left,
            String right,
            boolean changesOnly,
            Screen screen) {
        List<Difference> shown = differences.stream()
                .filter(each -> !changesOnly || !each.isSame())
                .toList();
        if (shown.isEmpty()) {
            return;
        }
        Columns<Difference> columns = new Columns<Difference>()
                .needed("", Difference::mark)
                .painted(mark -> Difference.painted(mark, screen.colours()))
                .needed(title, Difference::name)
                .elastic()
                .needed(left, each -> text(each.left()))
                .elastic()
                .needed(right, each -> text(each.right()))
                .elastic();
        text.append(text.isEmpty() ? "" : "\n").append(columns.render(shown, screen));
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Double number) {
            return Format.number(number);
        }
        return value == null ? "" : Flat.text(value);
    }

    /** The sections by name, for JSON. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("run", list(course));
        map.put("settings", list(settings));
        map.put("metrics", list(metrics));
        map.put("environment", list(environment));
        return map;
    }

    private static List<Map<String, @Nullable Object>> list(List<Difference> differences) {
        List<Map<String, @Nullable Object>> list = new ArrayList<>();
        differences.forEach(each -> list.add(each.toMap()));
        return list;
    }
}
