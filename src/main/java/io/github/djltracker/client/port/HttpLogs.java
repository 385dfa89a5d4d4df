package io.github.djltracker.client.port;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpAnswer;
import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.domain.query.Page;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.wire.form.run.RunForm;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.log.RunLogJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The logs of all runs of a tracker. Thread-safe. */
public record HttpLogs(TrackerApi api, Sink entries) implements RunLogs {
    @Override
    public long append(UUID run, RunEntry entry) {
        return entries.append(requireNonNull(run, "run"), requireNonNull(entry, "entry"));
    }

    @Override
    public long append(UUID run, List<RunEntry> several) {
        return entries.append(requireNonNull(run, "run"), several);
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        entries.annotate(run, said);
    }

    @Override
    public long next(UUID run) {
        HttpCall call = HttpCall.get("runs", requireNonNull(run, "run").toString(), "next");
        return api.find(RunForms.NEXT, call).orElse(0L);
    }

    @Override
    public List<RunEntry> entries(UUID run, long from, int limit) {
        requireNonNull(run, "run");
        Limits.integer("from", from);
        if (limit < 1) {
            throw new IllegalArgumentException("limit " + limit + " is out of range: it must be 1 or more");
        }
        HttpCall call = HttpCall.get("runs", run.toString(), "entries")
                .with("from", from)
                .with("limit", Math.min(limit, Page.MAX_LIMIT));
        HttpAnswer answer = api.send(call);
        return api.understood(answer, TrackerApi.LINES, body -> lines(body, from));
    }

    private static List<RunEntry> lines(byte[] body, long from) {
        List<RunEntry> entries = new ArrayList<>();
        for (int start = 0; start < body.length; ) {
            int end = start;
            while (end < body.length && body[end] != '\n') {
                end++;
            }
            RunEntry entry = RunLogJson.read(Arrays.copyOfRange(body, start, end));
            long wanted = from + entries.size();
            if (entry.sequence() != wanted) {
                throw new IllegalArgumentException(
                        "entry " + entry.sequence() + " arrived, but entry " + wanted + " is next");
            }
            entries.add(entry);
            start = end + 1;
        }
        return entries;
    }

    @Override
    public Optional<Model> model(UUID run) {
        return HttpRuns.find(api, requireNonNull(run, "run"))
                .map(RunForm::model)
                .flatMap(model -> HttpModel.find(api, entries, model));
    }
}
