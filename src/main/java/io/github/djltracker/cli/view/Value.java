package io.github.djltracker.cli.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One recorded value, for output.
 *
 * @param run null if it was logged manually
 * @param time milliseconds since 1970
 */
public record Value(
        @Nullable UUID run,
        String name,
        @Nullable String phase,
        @Nullable Long step,
        long time,
        double value) {
    /** The names of the columns. */
    public static final String CSV_HEAD = "run,name,phase,step,time,value\n";

    /** A metric of {@code http-api.md}, without its id. */
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", name);
        map.put("value", value);
        map.put("step", step);
        map.put("phase", phase);
        map.put("time", time);
        map.put("run", run == null ? null : run.toString());
        return map;
    }

    /** A line of CSV as in RFC 4180, which ends with a line feed. */
    public String toCsv() {
        return (run == null ? "" : run) + "," + quoted(name) + "," + (phase == null ? "" : quoted(phase)) + ","
                + (step == null ? "" : step) + "," + time + "," + value + "\n";
    }

    private static String quoted(String text) {
        return text.indexOf(',') < 0 && text.indexOf('"') < 0 ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
