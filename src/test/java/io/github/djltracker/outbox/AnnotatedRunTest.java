package io.github.djltracker.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.error.ClosedException;
import io.github.djltracker.domain.error.DeletedException;
import io.github.djltracker.domain.error.NotFoundException;
import io.github.djltracker.domain.error.RejectedException;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.outbox.delivery.Destination;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Entries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Annotations of runs, sent through an outbox. */
class AnnotatedRunTest {
    private static final UUID RUN = new UUID(1, 2);
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final CollectingSink sink = new CollectingSink();

    /** A destination that answers annotations with these exceptions in turn, and accepts them afterwards. */
    private Destination answering(RuntimeException... answers) {
        AtomicInteger asked = new AtomicInteger();
        return new Destination() {
            @Override
            public long append(UUID run, List<byte[]> lines) {
                return Destination.of(sink).append(run, lines);
            }

            @Override
            public void annotate(UUID run, List<Annotation> said) {
                int number = asked.getAndIncrement();
                if (number < answers.length) {
                    throw answers[number];
                }
                sink.annotate(run, said);
            }
        };
    }

    private List<Path> files() throws IOException {
        Path waiting = folder.resolve("annotations");
        if (!Files.isDirectory(waiting)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(waiting)) {
            return files.toList();
        }
    }

    @Test
    void what_is_said_arrives_behind_the_start_of_its_run() throws IOException {
        try (Outbox outbox = Outbox.open(folder, "sink", Destination.of(sink))) {
            outbox.annotate(RUN, List.of(Annotation.tag("team", "vision")));
            outbox.append(RUN, Entries.start(RUN, "e", "h"));
            outbox.annotate(RUN, List.of(Annotation.name("Best"), Annotation.starred(true)));

            assertThat(outbox.flush(LONG)).isTrue();

            Annotations said = sink.annotations(RUN);
            assertThat(said.tags()).isEqualTo(Map.of("team", "vision"));
            assertThat(said.name()).hasValue("Best");
            assertThat(said.isStarred()).isTrue();
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void what_is_said_about_a_run_that_has_been_delivered_arrives_too() throws IOException {
        try (Outbox outbox = Outbox.open(folder, "sink", Destination.of(sink))) {
            outbox.append(RUN, Entries.start(RUN, "e", "h"));
            outbox.append(RUN, Entries.end(1, RunStatus.FINISHED));
            assertThat(outbox.flush(LONG)).isTrue();

            outbox.annotate(RUN, List.of(Annotation.note("done")));

            assertThat(outbox.flush(LONG)).isTrue();
            assertThat(sink.annotations(RUN).note()).hasValue("done");
        }
    }

    @Test
    void what_waits_when_the_process_ends_is_sent_by_the_next() throws IOException {
        Instant before = Instant.now();
        try (Outbox outbox = Outbox.open(folder, "sink", new Destination() {
            @Override
            public long append(UUID run, List<byte[]> lines) {
                throw new UnavailableException("no network");
            }
        })) {
            outbox.append(RUN, Entries.start(RUN, "e", "h"));
            outbox.annotate(RUN, List.of(Annotation.tag("team", "vision")));
            assertThat(outbox.flush(Duration.ofMillis(50))).isFalse();
            outbox.close(Duration.ofMillis(10));
        }
        assertThat(files()).hasSize(1);

        Outbox.sync(folder, "sink", Destination.of(sink), progress -> {});

        assertThat(sink.annotations(RUN).tags()).isEqualTo(Map.of("team", "vision"));
        Annotation said = sink.annotations(RUN).list().get(0);
        assertThat(said.time()).isBetween(before.minusMillis(1), Instant.now());
        assertThat(files()).isEmpty();
    }

    @Test
    void a_destination_that_cannot_take_it_now_is_asked_again() throws IOException {
        try (Outbox outbox = Outbox.open(
                folder, "sink", answering(new UnavailableException("busy"), new UnavailableException("busy")))) {
            outbox.append(RUN, Entries.start(RUN, "e", "h"));
            outbox.annotate(RUN, List.of(Annotation.tag("a")));

            assertThat(outbox.flush(LONG)).isTrue();
        }
        assertThat(sink.annotations(RUN).tags()).containsOnlyKeys("a");
    }

    @Test
    void what_is_refused_or_of_a_deleted_run_is_dropped_and_holds_up_nothing() throws IOException {
        try (Outbox outbox =
                Outbox.open(folder, "sink", answering(new RejectedException("too many"), new DeletedException(RUN)))) {
            outbox.append(RUN, Entries.start(RUN, "e", "h"));
            for (String tag : List.of("a", "b", "c")) {
                outbox.annotate(RUN, List.of(Annotation.tag(tag)));
                assertThat(outbox.flush(LONG)).isTrue();
            }
        }
        assertThat(sink.annotations(RUN).tags()).containsOnlyKeys("c");
        assertThat(files()).isEmpty();
    }

    @Test
    void what_is_said_about_a_run_that_the_destination_does_not_have_waits_for_it() throws IOException {
        Outbox.open(folder, "sink", answering(new NotFoundException("no run"))).close();
        try (Outbox outbox = Outbox.open(folder, "sink", answering(new NotFoundException("no run")))) {
            outbox.annotate(RUN, List.of(Annotation.tag("a")));
            assertThat(outbox.flush(Duration.ofMillis(500))).isFalse();
            assertThat(outbox.catchUp(LONG)).as("no query waits for it").isTrue();
        }
        assertThat(files()).hasSize(1);

        OutboxStatus left = Outbox.sync(folder, "sink", answering(new NotFoundException("no run")), progress -> {});
        assertThat(left.failure()).isNull();
        assertThat(files()).hasSize(1);
    }

    @Test
    void what_cannot_be_read_is_passed_over() throws IOException {
        Path waiting = Files.createDirectories(folder.resolve("annotations"));
        Files.writeString(waiting.resolve(RUN + "." + UUID.randomUUID() + ".json"), "{\"tag:a\":[1");
        Files.writeString(waiting.resolve("notes.txt"), "mine");
        try (Outbox outbox = Outbox.open(folder, "sink", Destination.of(sink))) {
            outbox.append(RUN, Entries.start(RUN, "e", "h"));
            outbox.annotate(RUN, List.of(Annotation.tag("a")));

            assertThat(outbox.flush(LONG)).isTrue();
        }
        assertThat(sink.annotations(RUN).tags()).containsOnlyKeys("a");
        assertThat(files()).extracting(file -> file.getFileName().toString()).containsExactly("notes.txt");
    }

    @Test
    void a_closed_outbox_takes_nothing() {
        Outbox outbox = Outbox.open(folder, "sink", Destination.of(sink));
        outbox.close();

        assertThatThrownBy(() -> outbox.annotate(RUN, List.of(Annotation.tag("a"))))
                .isInstanceOf(ClosedException.class);
    }
}
