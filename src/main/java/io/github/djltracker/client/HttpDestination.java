package io.github.djltracker.client;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpAnswer;
import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.RunForms;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.UUID;

/** Sends the lines of runs to a tracker unchanged. Each call makes one request; the caller retries. Thread-safe. */
public final class HttpDestination implements Destination {
    private final TrackerApi api;

    HttpDestination(TrackerApi api) {
        this.api = api;
    }

    @Override
    public long append(UUID run, List<byte[]> lines) {
        requireNonNull(run, "run");
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("no line to append to run " + run);
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream(
                lines.stream().mapToInt(line -> line.length + 1).sum());
        for (byte[] line : lines) {
            body.writeBytes(line);
            body.write('\n');
        }
        HttpCall call = HttpCall.post("runs", run.toString(), "entries").body(TrackerApi.LINES, body.toByteArray());
        HttpAnswer answer = api.ask(call);
        if (!answer.isDone()) {
            throw api.refusals().ofEntries(run, lines, answer);
        }
        return api.understood(answer, TrackerApi.JSON, RunForms.NEXT::read);
    }

    @Override
    public void annotate(UUID run, List<Annotation> said) {
        HttpCall call = HttpCall.post("runs", requireNonNull(run, "run").toString(), "annotations")
                .body(TrackerApi.JSON, Forms.ANNOTATIONS.write(said));
        HttpAnswer answer = api.ask(call);
        if (answer.status() == 404) {
            throw new NotFoundException("the tracker has no run " + run);
        }
        if (!answer.isDone()) {
            throw api.refusals().ofEntries(run, List.of(), answer);
        }
    }
}
