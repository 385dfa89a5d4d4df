package io.github.djltracker.mlflow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.destination.DestinationContract;
import io.github.djltracker.destination.DestinationProvider;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.mlflow.call.MlflowApi;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.process.MlflowServer;
import io.github.djltracker.testing.process.ServerProcess;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract of destinations, with a real MLflow server. */
final class MlflowContractIT implements DestinationContract {
    @TempDir
    private static Path folder;

    private static @Nullable MlflowServer server;

    @BeforeAll
    static void start() {
        server = MlflowServer.start(folder, ServerProcess.freePort());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static MlflowServer server() {
        return requireNonNull(server);
    }

    @Override
    public DestinationProvider provider() {
        return new MlflowProvider();
    }

    @Override
    public String place() {
        return server().url();
    }

    @Override
    public String seen(UUID run) {
        return server().runs().stream()
                .filter(line -> line.contains(run.toString()))
                .findFirst()
                .orElse("");
    }

    @Test
    void what_is_said_about_a_run_becomes_its_name_its_note_and_tags() {
        UUID run = UUID.randomUUID();
        UUID unknown = UUID.randomUUID();
        try (MlflowSink sink = new MlflowSink(MlflowApi.open(server().url(), Map.of()))) {
            sink.append(run, Entries.start(run, "annotated", "abc"));
            sink.annotate(
                    run,
                    List.of(
                            Annotation.name("best of May"),
                            Annotation.tag("team", "vision"),
                            Annotation.tag("gone", "soon"),
                            Annotation.tag("mlflow.runName", "not a name"),
                            Annotation.note("Loss *diverges*"),
                            Annotation.starred(true)));
            sink.annotate(
                    run,
                    List.of(
                            Annotation.tag("gone", null),
                            Annotation.tag("never was", null),
                            Annotation.starred(false)));
            sink.append(run, Entries.end(1, RunStatus.FINISHED));

            assertThat(seen(run))
                    .contains(
                            "\"best of May\"",
                            "\"team\": \"vision\"",
                            "\"tag.mlflow.runName\": \"not a name\"",
                            "\"mlflow.note.content\": \"Loss *diverges*\"")
                    .doesNotContain("\"gone\"", "\"starred\"");
            assertThatThrownBy(() -> sink.annotate(unknown, List.of(Annotation.starred(true))))
                    .isInstanceOf(NotFoundException.class);
        }
    }

    @Test
    void a_run_that_was_made_twice_since_an_answer_was_lost_is_there_once_when_it_has_ended() {
        UUID run = UUID.randomUUID();
        RunStart start = Entries.start(run, "twice", "abc");
        try (MlflowApi api = MlflowApi.open(server().url(), Map.of());
                MlflowSink sink = new MlflowSink(MlflowApi.open(server().url(), Map.of()));
                MlflowSink next = new MlflowSink(MlflowApi.open(server().url(), Map.of()))) {
            sink.append(run, start);
            sink.append(run, Entries.points(1, "loss", "train", 0, 0.5));
            // a late duplicate of the first request
            api.createRun(api.experimentCreated("twice"), RunTags.runName(start), 1, RunTags.of(start));

            next.append(run, start);
            assertThat(next.append(run, Entries.end(2, RunStatus.FINISHED))).isEqualTo(3);

            assertThat(server().runs().stream().filter(line -> line.contains(run.toString())))
                    .singleElement()
                    .asString()
                    .contains("FINISHED", "train/loss");
            assertThat(next.differences(
                            run,
                            List.<RunEntry>of(start, Entries.points(1, "loss", "train", 0, 0.5))
                                    .iterator()))
                    .isEmpty();
        }
    }
}
