package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.TrackerOptions;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} with outboxes. Their server does not exist. */
final class DoctorOutboxTest {
    private static final UUID RUN = new UUID(1, 2);
    private static final UUID OTHER = new UUID(3, 4);

    @TempDir
    private Path folder;

    private Path outbox;

    @BeforeEach
    void leave() {
        try (ExperimentTracker tracker =
                ExperimentTracker.open("http://127.0.0.1:1", new TrackerOptions(null, folder))) {
            for (UUID run : new UUID[] {RUN, OTHER}) {
                tracker.experiment("e").models().append(run, Entries.start(run, "e", "h"));
                tracker.experiment("e").models().append(run, Entries.points(1, "loss", null, 0, 1));
                tracker.experiment("e").models().append(run, Entries.end(2, RunStatus.FINISHED));
            }
        }
        outbox = folder.resolve("127.0.0.1_1");
    }

    @Test
    void what_waits_is_well() {
        Cli.Result ofAll = doctor(folder);
        Cli.Result ofOne = doctor(outbox);

        assertThat(ofAll.code()).isZero();
        assertThat(ofAll.out())
                .matches("(?s)FOLDER/127.0.0.1_1, for http://127.0.0.1:1: 6 entries of 2 runs to be sent,"
                        + " 0 entries set aside, [0-9,]+ bytes\nno problems found\n");
        assertThat(ofOne).isEqualTo(ofAll);
        assertThat(doctor(folder, "--json").out()).contains("\"sound\":true", "\"entries\":6", "\"setAside\":[]");
    }

    @Test
    void names_what_is_damaged_and_what_is_not_sent_and_changes_nothing() throws IOException {
        damage();
        Map<Path, String> before = files();

        Cli.Result text = doctor(folder);
        Cli.Result json = doctor(folder, "--json");

        assertThat(text.code()).isEqualTo(1);
        assertThat(json.code()).isEqualTo(1);
        assertThat(text.err() + json.err()).isEmpty();
        Golden.check(DoctorOutboxTest.class, "doctor-outbox.txt", text.out());
        Golden.check(DoctorOutboxTest.class, "doctor-outbox.json", json.out());
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void an_outbox_that_does_not_say_where_it_sends_to_is_named() throws IOException {
        Files.writeString(outbox.resolve("destination"), "");

        Cli.Result result = doctor(folder);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("wrong  FOLDER/127.0.0.1_1: the file that names its destination is missing");
    }

    @Test
    void a_folder_without_an_outbox_is_told(@TempDir Path empty) throws IOException {
        Files.createDirectory(empty.resolve("something"));

        Cli.Result result = doctor(empty);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEqualTo("djl-tracker: there is no outbox in " + empty + "\n");
    }

    /** A line that cannot be read, a run that is not sent, an entry that was rejected, and a note that was edited. */
    private void damage() throws IOException {
        Path log = outbox.resolve(RUN.toString()).resolve("0000000000000000.ndjson");
        Files.writeString(log, Files.readString(log).replace("\"batch\"", "\"btach\""));
        Files.writeString(
                outbox.resolve(OTHER.toString()).resolve("dead.json"),
                "{\"run\":\"" + OTHER
                        + "\",\"from\":1,\"time\":\"2026-01-02T03:04:05Z\",\"reason\":\"the start was refused\"}\n");
        Path dead = Files.createDirectories(outbox.resolve("dead"));
        Files.writeString(
                dead.resolve(RUN + "-1.ndjson"),
                "{\"run\":\"" + RUN
                        + "\",\"sequence\":1,\"loss\":\"refused\",\"points\":2,\"reason\":\"not to my taste\"}\n{}\n");
        Files.writeString(dead.resolve(RUN + "-2.ndjson"), "\n");
    }

    private Map<Path, String> files() {
        Map<Path, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile).forEach(file -> content.put(file, read(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    private static String read(Path file) {
        try {
            return Files.getLastModifiedTime(file) + Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Cli.Result doctor(Path place, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "doctor";
        arguments[1] = place.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        Cli.Result result = new Cli().run(arguments);
        return new Cli.Result(result.code(), result.out().replace(folder.toString(), "FOLDER"), result.err());
    }
}
