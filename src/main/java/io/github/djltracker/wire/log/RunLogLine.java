package io.github.djltracker.wire.log;

import static io.github.djltracker.wire.json.Json.checked;
import static io.github.djltracker.wire.json.Json.required;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.ResumePoint;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.wire.json.FieldPath;
import io.github.djltracker.wire.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of one line, in any order, and the entry that they form. Not thread-safe. */
final class RunLogLine {
    /** A module in a line: with a step in a batch, without one in a start. */
    private record Part(FieldPath path, @Nullable Long step, ModuleRecord module) {}

    private @Nullable String entry;
    private @Nullable Long sequence;
    private @Nullable UUID run;
    private @Nullable String experiment;
    private @Nullable String hash;
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable Long time;
    private @Nullable ResumePoint resumedFrom;
    private Map<String, @Nullable Object> environment = Map.of();
    private IterationColumns iterations = IterationColumns.NONE;
    private @Nullable String status;
    private @Nullable String error;
    private final List<Part> modules = new ArrayList<>();
    private final List<SeriesColumns> series = new ArrayList<>();
    private final Map<String, Long> losses = new LinkedHashMap<>();

    void read(Json in) {
        in.object(FieldPath.ROOT, (path, field) -> {
            switch (field) {
                case "entry" -> entry = in.string(path);
                case "sequence" -> sequence = in.integer(path);
                case "run" -> run = in.uuid(path);
                case "experiment" -> experiment = in.string(path);
                case "model" -> model(in, path);
                case "modules" -> {
                    modules.clear();
                    in.list(path, Limits.MAX_MODULES, item -> modules.add(module(in, item)));
                }
                case "time" -> time = in.integer(path);
                case "resumedFrom" -> resumedFrom = in.isNull() ? null : resumePoint(in, path);
                case "environment" -> environment = in.attributes(path);
                case "iterations" -> iterations = iterations(in, path);
                case "series" -> {
                    series.clear();
                    in.list(path, Limits.MAX_SERIES, item -> series.add(series(in, item)));
                }
                case "status" -> status = in.string(path);
                case "losses" -> {
                    losses.clear();
                    in.object(path, (inner, reason) -> losses.put(reason, in.integer(inner)));
                }
                case "error" -> error = in.stringOrNull(path);
                default -> in.skip(path);
            }
        });
    }

    RunEntry entry() {
        String kind = required(FieldPath.of("entry"), entry);
        return switch (kind) {
            case RunLogJson.START -> start();
            case RunLogJson.BATCH -> batch();
            case RunLogJson.END -> end();
            default ->
                throw new IllegalArgumentException("entry must be start, batch or end, not \""
                        + (kind.length() > 40 ? kind.substring(0, 40) + "..." : kind) + "\"");
        };
    }

    private RunStart start() {
        if (required(FieldPath.of("sequence"), sequence) != 0) {
            throw new IllegalArgumentException("sequence " + sequence + " of a start: it must be 0");
        }
        List<ModuleRecord> records = new ArrayList<>();
        for (Part part : modules) {
            records.add(part.module());
        }
        return new RunStart(
                required(FieldPath.of("run"), run),
                required(FieldPath.of("experiment"), experiment),
                required(FieldPath.of("model.hash"), hash),
                name,
                description,
                records,
                instant(FieldPath.of("time"), required(FieldPath.of("time"), time)),
                resumedFrom,
                environment);
    }

    private RunBatch batch() {
        List<IterationModule> records = new ArrayList<>();
        for (Part part : modules) {
            long step = required(part.path().field("step"), part.step());
            records.add(checked(part.path(), () -> new IterationModule(step, part.module())));
        }
        return new RunBatch(required(FieldPath.of("sequence"), sequence), iterations, series, records);
    }

    private RunEnd end() {
        RunStatus end;
        String word = required(FieldPath.of("status"), status);
        try {
            end = RunStatus.valueOf(word);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("status must be FINISHED, FAILED or INTERRUPTED", e);
        }
        return new RunEnd(
                required(FieldPath.of("sequence"), sequence),
                end,
                instant(FieldPath.of("time"), required(FieldPath.of("time"), time)),
                losses,
                error);
    }

    private void model(Json in, FieldPath path) {
        in.object(path, (inner, field) -> {
            switch (field) {
                case "hash" -> hash = in.string(inner);
                case "name" -> name = in.stringOrNull(inner);
                case "description" -> description = in.stringOrNull(inner);
                default -> in.skip(inner);
            }
        });
    }

    private static Part module(Json in, FieldPath path) {
        @Nullable Long[] step = {null};
        @Nullable String[] name = {null};
        List<Map<String, @Nullable Object>> attributes = new ArrayList<>(1);
        in.object(path, (inner, field) -> {
            switch (field) {
                case "step" -> step[0] = in.integer(inner);
                case "name" -> name[0] = in.string(inner);
                case "attributes" -> attributes.add(in.attributes(inner));
                default -> in.skip(inner);
            }
        });
        String known = required(path.field("name"), name[0]);
        Map<String, @Nullable Object> last = attributes.isEmpty() ? Map.of() : attributes.get(attributes.size() - 1);
        return new Part(path, step[0], checked(path, () -> new ModuleRecord(known, last)));
    }

    private static ResumePoint resumePoint(Json in, FieldPath path) {
        @Nullable UUID[] run = {null};
        @Nullable Long[] step = {null};
        in.object(path, (inner, field) -> {
            switch (field) {
                case "run" -> run[0] = in.uuid(inner);
                case "step" -> step[0] = in.integer(inner);
                default -> in.skip(inner);
            }
        });
        UUID from = required(path.field("run"), run[0]);
        long at = required(path.field("step"), step[0]);
        return checked(path, () -> new ResumePoint(from, at));
    }

    private static IterationColumns iterations(Json in, FieldPath path) {
        long @Nullable [][] columns = new long[3][];
        in.object(path, (inner, field) -> {
            switch (field) {
                case "steps" -> columns[0] = in.integers(inner);
                case "epochs" -> columns[1] = in.integers(inner);
                case "times" -> columns[2] = in.integers(inner);
                default -> in.skip(inner);
            }
        });
        long[] wide = required(path.field("epochs"), columns[1]);
        int[] epochs = new int[wide.length];
        for (int i = 0; i < wide.length; i++) {
            if (wide[i] < 0 || wide[i] > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        path + ".epochs: epoch " + wide[i] + " is out of range: 0 to " + Integer.MAX_VALUE);
            }
            epochs[i] = (int) wide[i];
        }
        long[] steps = required(path.field("steps"), columns[0]);
        long[] times = required(path.field("times"), columns[2]);
        return checked(path, () -> new IterationColumns(steps, epochs, times));
    }

    private static SeriesColumns series(Json in, FieldPath path) {
        @Nullable String[] texts = new @Nullable String[2];
        long @Nullable [][] columns = new long[2][];
        double @Nullable [][] numbers = new double[1][];
        in.object(path, (inner, field) -> {
            switch (field) {
                case "name" -> texts[0] = in.string(inner);
                case "phase" -> texts[1] = in.stringOrNull(inner);
                case "steps" -> columns[0] = in.integers(inner);
                case "times" -> columns[1] = in.integers(inner);
                case "values" -> numbers[0] = in.numbers(inner);
                default -> in.skip(inner);
            }
        });
        String name = required(path.field("name"), texts[0]);
        long[] steps = required(path.field("steps"), columns[0]);
        long[] times = required(path.field("times"), columns[1]);
        double[] values = required(path.field("values"), numbers[0]);
        return checked(path, () -> new SeriesColumns(name, texts[1], steps, times, values));
    }

    private static Instant instant(FieldPath path, long millis) {
        return checked(path, () -> Instant.ofEpochMilli(Limits.integer("time", millis)));
    }
}
