package io.github.djltracker.server.route;

import io.github.djltracker.domain.AsyncRunLogs;
import io.github.djltracker.domain.RunLogs;
import io.github.djltracker.server.body.EntryLines;
import io.github.djltracker.server.body.RunParts;
import io.github.djltracker.server.observation.ServerMetrics;
import io.github.djltracker.server.problem.Problems;
import io.github.djltracker.server.problem.Refusal;
import io.github.djltracker.wire.form.run.AppendedRun;
import io.github.djltracker.wire.form.run.RunForms;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Appends entries that were read from a body, counts them, and writes the answer. Thread-safe. */
final class EntryAppends {
    private final ServerMetrics metrics;
    private final Consumer<UUID> appended;

    EntryAppends(ServerMetrics metrics, Consumer<UUID> appended) {
        this.metrics = metrics;
        this.appended = appended;
    }

    /** Appends to one run. Completed with the answer, or exceptionally if nothing was stored. */
    CompletableFuture<byte[]> one(RunLogs logs, UUID run, EntryLines.Entries read) {
        return append(logs, run, read).thenApply(RunForms.NEXT::write);
    }

    /** Appends to several runs. Each has its own answer: what is rejected of one does not affect the others. */
    CompletableFuture<byte[]> several(RunLogs logs, List<RunParts.Part> parts) {
        List<CompletableFuture<AppendedRun>> all =
                parts.stream().map(part -> one(logs, part)).toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> RunForms.APPENDED_RUN.writeList(
                        all.stream().map(CompletableFuture::join).toList(), null));
    }

    private CompletableFuture<AppendedRun> one(RunLogs logs, RunParts.Part part) {
        CompletableFuture<Long> next = part.refusal() == null
                ? append(logs, part.run(), part.entries())
                : CompletableFuture.failedFuture(part.refusal());
        return next.handle((number, failure) -> answer(part.run(), number, failure));
    }

    private AppendedRun answer(UUID run, @Nullable Long next, @Nullable Throwable failure) {
        if (next != null) {
            return new AppendedRun(run, next, null);
        }
        Refusal refusal = Problems.of(cause(failure));
        metrics.rejected(refusal);
        return new AppendedRun(run, null, refusal.problem());
    }

    private CompletableFuture<Long> append(RunLogs logs, UUID run, EntryLines.Entries read) {
        return begin(logs, run, read).thenApply(next -> {
            metrics.appended(read.entries().size(), read.points());
            appended.accept(run);
            return next;
        });
    }

    private static CompletableFuture<Long> begin(RunLogs logs, UUID run, EntryLines.Entries read) {
        try {
            return logs instanceof AsyncRunLogs async
                    ? async.appendAsync(run, read.entries())
                    : CompletableFuture.completedFuture(logs.append(run, read.entries()));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** The cause of a failure, without the exceptions that futures wrap around it. */
    static Throwable cause(@Nullable Throwable failure) {
        if (failure == null) {
            return new IllegalStateException("no answer");
        }
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
