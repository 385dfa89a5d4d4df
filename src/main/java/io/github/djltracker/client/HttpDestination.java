package io.github.djltracker.client;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.client.call.HttpAnswer;
import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.TrackerApi;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.outbox.delivery.RunAnswer;
import io.github.djltracker.outbox.delivery.RunLines;
import io.github.djltracker.wire.form.Forms;
import io.github.djltracker.wire.form.run.AppendedRun;
import io.github.djltracker.wire.form.run.RunForms;
import io.github.djltracker.wire.log.RunHead;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Sends the lines of runs to a tracker unchanged. Each call makes one request; the caller retries. Thread-safe. */
public final class HttpDestination implements Destination {
    /** Runs in one request; a server accepts up to {@value RunHead#MAX_RUNS}. */
    private static final int MOST_RUNS = 250;

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
        write(body, lines);
        HttpCall call = HttpCall.post("runs", run.toString(), "entries").body(TrackerApi.LINES, body.toByteArray());
        HttpAnswer answer = api.ask(call);
        if (!answer.isDone()) {
            throw api.refusals().ofEntries(run, lines, answer);
        }
        return api.understood(answer, TrackerApi.JSON, RunForms.NEXT::read);
    }

    @Override
    public int mostRuns() {
        return MOST_RUNS;
    }

    /** Returns an empty list if the server is older and does not have this route. */
    @Override
    public List<RunAnswer> append(List<RunLines> runs) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (RunLines one : runs) {
            body.writeBytes(new RunHead(one.run(), one.lines().size()).write());
            body.write('\n');
            write(body, one.lines());
        }
        HttpAnswer answer = api.ask(HttpCall.post("entries").body(TrackerApi.LINES, body.toByteArray()));
        if (answer.status() == 404 || answer.status() == 405) {
            return List.of();
        }
        if (!answer.isDone()) {
            throw api.refusals().ofSeveral(answer);
        }
        List<AppendedRun> appended = api.understood(answer, TrackerApi.JSON, RunForms.APPENDED_RUN::readList)
                .items();
        List<RunAnswer> answers = new ArrayList<>();
        for (RunLines one : runs) {
            int place = answers.size();
            if (place >= appended.size() || !appended.get(place).run().equals(one.run())) {
                throw api.refusals().unlike("it did not report what happened to run " + one.run());
            }
            answers.add(answer(one, appended.get(place)));
        }
        return answers;
    }

    private RunAnswer answer(RunLines sent, AppendedRun appended) {
        return appended.next() != null
                ? RunAnswer.stored(appended.next())
                : RunAnswer.refused(
                        api.refusals().ofOne(sent.run(), sent.lines(), requireNonNull(appended.problem(), "problem")));
    }

    private static void write(ByteArrayOutputStream body, List<byte[]> lines) {
        for (byte[] line : lines) {
            body.writeBytes(line);
            body.write('\n');
        }
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
