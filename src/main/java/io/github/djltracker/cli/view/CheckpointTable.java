package io.github.djltracker.cli.view;

import io.github.djltracker.cli.find.RunRef;
import io.github.djltracker.cli.find.TellingSeries;
import io.github.djltracker.cli.terminal.Columns;
import io.github.djltracker.cli.terminal.Format;
import io.github.djltracker.cli.terminal.Screen;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.wire.form.run.CheckpointForm;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Checkpoints with the metrics at their steps, as many as fit. */
public final class CheckpointTable {
    private static final int MAX_METRICS = 4;
    private static final int HASH_DIGITS = 12;

    // the importance of columns: those with the lowest are left out first
    private static final int EPOCH = 300;
    private static final int SIZE = 200;
    private static final int HOST = 150;
    private static final int HASH = 100;

    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private CheckpointTable() {}

    /**
     * A table of them in their order.
     *
     * @param isOfSeveralRuns whether the table has a column for the run
     * @param first the metric that comes first, null for the most informative one
     */
    public static String render(
            List<CheckpointForm> forms, boolean isOfSeveralRuns, @Nullable NamedMetric first, Screen screen) {
        Columns<CheckpointForm> columns = new Columns<>();
        if (isOfSeveralRuns) {
            columns.needed("run", form -> RunRef.shorten(form.checkpoint().run()));
        }
        columns.needed("step", form -> Long.toString(form.checkpoint().step()))
                .optional(EPOCH, "epoch", form -> text(form.checkpoint().epoch()))
                .needed("file", form -> form.checkpoint().file())
                .elastic()
                .optional(SIZE, "size", form -> size(form.checkpoint().bytes()))
                .optional(HASH, "SHA-256", form -> hash(form.checkpoint().sha256()))
                .needed("", form -> form.presence() == null ? "" : CheckpointForm.name(form.presence()));
        if (forms.stream().anyMatch(form -> form.presence() == Checkpoint.Presence.ELSEWHERE)) {
            columns.optional(HOST, "host", form -> text(form.checkpoint().host()))
                    .elastic();
        }
        List<TellingSeries.Key> metrics = metrics(forms, first);
        for (int i = 0; i < metrics.size(); i++) {
            TellingSeries.Key key = metrics.get(i);
            columns.optional(
                    i == 0 ? Columns.NEEDED : -i,
                    key.name(),
                    key.phase() == null ? "" : key.phase(),
                    form -> form.checkpoint()
                            .value(key.name(), key.phase())
                            .map(value -> Format.number(value.value()))
                            .orElse(""));
        }
        return columns.render(forms, screen);
    }

    private static List<TellingSeries.Key> metrics(List<CheckpointForm> forms, @Nullable NamedMetric first) {
        List<TellingSeries.Key> all = new ArrayList<>(
                NamedMetric.keys(forms.stream().map(CheckpointForm::checkpoint).toList()));
        if (first != null) {
            all.remove(first.key());
            all.add(0, first.key());
        }
        return all.stream()
                .filter(key -> !key.isMachinery() || (first != null && key.equals(first.key())))
                .limit(MAX_METRICS)
                .toList();
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String hash(@Nullable String sha256) {
        return sha256 == null ? "not read" : sha256.substring(0, HASH_DIGITS);
    }

    /** Bytes in the unit that leaves up to three digits before the point. */
    static String size(@Nullable Long bytes) {
        if (bytes == null) {
            return "";
        }
        int unit = 0;
        double value = bytes;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1_000;
            unit++;
        }
        String digits = unit == 0 || value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, digits, value) + " " + UNITS[unit];
    }
}
