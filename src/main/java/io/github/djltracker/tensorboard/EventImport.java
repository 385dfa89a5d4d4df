package io.github.djltracker.tensorboard;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.exchange.Importer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Passes the contents of the event files of one run to an importer. Not thread-safe. */
final class EventImport {
    private final Importer into;
    private final long first;
    private long last;
    private long end;
    private @Nullable RunStatus status;

    /** @param first when the run began, in milliseconds */
    EventImport(Importer into, long first) {
        this.into = into;
        this.first = first;
        last = first;
        end = first;
    }

    /** @param name of the file, for messages */
    void read(Path file, String name, @Nullable String phase) throws IOException {
        Set<String> scalars = new HashSet<>();
        try (EventReader reader = EventReader.open(file)) {
            for (Message event = reader.next(); event != null; event = reader.next()) {
                try {
                    event(event, scalars, phase);
                } catch (IllegalArgumentException e) {
                    into.leaveOut("events that cannot be read", 1);
                    into.note(name + ": an event before byte " + reader.position() + " cannot be read: "
                            + e.getMessage());
                }
            }
            if (reader.damage() != null) {
                into.leaveOut("damaged records", Math.max(1, reader.damagedRecords()));
                into.note(name + ": " + reader.damage());
            }
            if (reader.isTorn()) {
                into.leaveOut("incomplete last records", 1);
                into.note(name + ": ends within a record, at byte " + reader.position());
            }
        }
    }

    private void event(Message event, Set<String> scalars, @Nullable String phase) {
        long time = millis(event, first);
        last = Math.max(last, time);
        if (event.has(Events.GRAPH)) {
            into.leaveOut("graphs", 1);
        }
        for (Message value : Scalars.values(event)) {
            String tag = value.text(Events.TAG);
            if (Scalars.plugin(value).equals(Events.HPARAMS)) {
                hparams(value);
                continue;
            }
            OptionalDouble number = Scalars.number(value, scalars.contains(tag));
            if (number.isPresent()) {
                scalars.add(tag);
                into.point(tag, phase, event.integer(Events.STEP), time, number.getAsDouble());
            } else {
                into.leaveOut(kind(value), 1);
            }
        }
    }

    private static String kind(Message value) {
        if (value.has(Events.IMAGE)) {
            return "images";
        } else if (value.has(Events.HISTOGRAM)) {
            return "histograms";
        } else if (value.has(Events.AUDIO)) {
            return "audio";
        }
        String plugin = Scalars.plugin(value);
        return plugin.isEmpty() ? "values of other kinds" : "values of the plugin " + shown(plugin);
    }

    private static String shown(String plugin) {
        return plugin.replaceAll("\\p{Cntrl}", " ").substring(0, Math.min(40, plugin.length()));
    }

    private void hparams(Message value) {
        Message plugin = Scalars.pluginData(value);
        Message data = plugin == null ? null : plugin.message(2);
        Message begun = data == null ? null : data.message(3);
        Message ended = data == null ? null : data.message(4);
        if (begun != null) {
            Map<String, @Nullable Object> settings = new LinkedHashMap<>();
            for (byte[] bytes : begun.all(1)) {
                Message entry = Message.read(bytes);
                Message any = entry.message(2);
                if (any != null && !entry.text(1).isEmpty()) {
                    settings.put(entry.text(1), setting(any));
                }
            }
            if (!settings.isEmpty()) {
                into.settings(Events.HPARAMS, settings);
            }
        }
        if (ended != null) {
            status = switch ((int) ended.integer(1)) {
                case 1 -> RunStatus.FINISHED;
                case 2 -> RunStatus.FAILED;
                default -> null;
            };
            end = millis(ended.fixed64(2), last);
        }
    }

    private static @Nullable Object setting(Message any) {
        if (any.has(3)) {
            return any.text(3);
        } else if (any.has(4)) {
            return any.integer(4) != 0;
        } else if (any.has(2)) {
            double number = any.fixed64(2);
            return Double.isFinite(number) ? number : Double.toString(number);
        }
        return null;
    }

    static long millis(Message event, long otherwise) {
        return millis(event.fixed64(Events.WALL_TIME), otherwise);
    }

    private static long millis(double seconds, long otherwise) {
        double millis = Math.rint(seconds * 1e3);
        return millis >= 0 && millis <= Limits.MAX_INTEGER ? (long) millis : otherwise;
    }

    /** When the latest event was written. */
    long last() {
        return last;
    }

    /** When the run ended, if its files say so. */
    long end() {
        return end;
    }

    /** How the run ended; null if its files do not say. */
    @Nullable
    RunStatus status() {
        return status;
    }
}
