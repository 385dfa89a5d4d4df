package io.github.djltracker.listener;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Model;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.SaveModelTrainingListener;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListenerAdapter;
import io.github.djltracker.domain.run.Checkpoint;
import io.github.djltracker.domain.run.HostName;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunModule;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Module;
import io.github.djltracker.recorder.Recorder;
import io.github.djltracker.testing.CollectingSink;
import io.github.djltracker.testing.Trainings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints of real trainings with 4 batches per epoch, as recorded in the log of their run. */
class CheckpointsTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final CollectingSink sink = new CollectingSink();

    @TempDir
    private Path folder;

    /** Creates a trainer of the model "m" whose tracking listener comes before the given ones, and uses it. */
    private void train(List<TrainingListener> others, Use use) {
        DefaultTrainingConfig config = Trainings.config();
        others.forEach(config::addTrainingListeners);
        TrackingListener listener = TrackingListener.builder(sink, "e").attach(config);
        try (Model model = Trainings.model("m", Trainings.network())) {
            try (Trainer trainer = Trainings.trainer(model, config)) {
                use.of(trainer, listener);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        assertThat(Recorder.closeAll(s -> s == sink, LONG)).isTrue();
    }

    private interface Use {
        void of(Trainer trainer, TrackingListener listener) throws IOException;
    }

    private static void fit(Trainer trainer, int epochs) {
        Dataset data = Trainings.data(trainer.getManager(), 4);
        Trainings.fit(trainer, epochs, data, data);
    }

    private SaveModelTrainingListener saving(String name, int every) {
        return new SaveModelTrainingListener(folder.toString(), name, every);
    }

    private List<Checkpoint> recorded(UUID run) {
        return sink.modules(run).stream()
                .map(module -> new RunModule(
                        run,
                        module.step(),
                        new Module("1", module.module().name(), module.module().attributes())))
                .flatMap(module -> Checkpoint.of(module).stream())
                .toList();
    }

    private List<Checkpoint> recorded() {
        return recorded(sink.run());
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void assertIsOf(Path file, long step, int epoch, Checkpoint checkpoint) {
        assertThat(checkpoint.file()).isEqualTo(file.toString());
        assertThat(checkpoint.step()).isEqualTo(step);
        assertThat(checkpoint.epoch()).isEqualTo(epoch);
        assertThat(checkpoint.bytes()).isEqualTo(file.toFile().length());
        assertThat(checkpoint.sha256()).isEqualTo(sha256(file));
        assertThat(checkpoint.host()).isEqualTo(HostName.ofThisMachine());
        assertThat(checkpoint.presence()).isEqualTo(Checkpoint.Presence.THERE);
    }

    @Test
    void each_epoch_that_is_saved_is_a_checkpoint_and_the_last_one_too() {
        train(List.of(saving("m", 2)), (trainer, listener) -> fit(trainer, 5));

        assertThat(recorded()).hasSize(3);
        assertIsOf(folder.resolve("m-0002.params"), 8, 2, recorded().get(0));
        assertIsOf(folder.resolve("m-0004.params"), 16, 4, recorded().get(1));
        assertIsOf(folder.resolve("m-0005.params"), 20, 5, recorded().get(2));
        assertThat(sink.end(sink.run()).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(sink.end(sink.run()).losses()).isEmpty();
    }

    @Test
    void what_is_saved_only_when_the_trainer_is_closed_is_a_checkpoint() {
        train(List.of(new SaveModelTrainingListener(folder.toString(), "m")), (trainer, listener) -> fit(trainer, 2));

        assertThat(recorded()).hasSize(1);
        assertIsOf(folder.resolve("m-0002.params"), 8, 2, recorded().get(0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_model_that_the_program_saves_is_a_checkpoint_whether_the_folder_was_known_or_not(boolean isAbsolute) {
        Path named = isAbsolute ? folder : Path.of("").toAbsolutePath().relativize(folder);
        train(List.of(), (trainer, listener) -> {
            fit(trainer, 1);
            trainer.getModel().save(named, "first");
            fit(trainer, 1);
            trainer.getModel().save(named, "second");
        });

        assertThat(recorded()).hasSize(2);
        assertIsOf(folder.resolve("first-0000.params"), 4, 1, recorded().get(0));
        assertIsOf(folder.resolve("second-0000.params"), 8, 2, recorded().get(1));
    }

    @Test
    void a_model_saved_between_two_batches_is_a_checkpoint_of_that_step() {
        TrainingListener saving = new TrainingListenerAdapter() {
            private int batches;

            @Override
            public void onTrainingBatch(Trainer trainer, BatchData batchData) {
                if (++batches == 3) {
                    save(trainer.getModel(), folder, "mid");
                }
            }
        };
        train(List.of(saving), (trainer, listener) -> fit(trainer, 1));

        assertThat(recorded()).hasSize(1);
        assertIsOf(folder.resolve("mid-0000.params"), 3, 0, recorded().get(0));
    }

    private static void save(Model model, Path folder, String name) {
        try {
            model.save(folder, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void one_file_that_is_saved_again_and_again_is_a_checkpoint_each_time() {
        TrainingListener saving = new TrainingListenerAdapter() {
            @Override
            public void onEpoch(Trainer trainer) {
                trainer.getModel().setProperty("Epoch", "7");
                save(trainer.getModel(), folder, "m");
            }
        };
        train(List.of(saving), (trainer, listener) -> {
            fit(trainer, 1);
            assertThat(listener.run(trainer).flush(LONG)).isTrue();
            fit(trainer, 1);
        });

        assertThat(recorded()).extracting(Checkpoint::step).containsExactly(4L, 8L);
        assertThat(recorded())
                .extracting(Checkpoint::file)
                .containsOnly(folder.resolve("m-0007.params").toString());
        assertThat(recorded().get(0).presence()).isEqualTo(Checkpoint.Presence.REPLACED);
        assertIsOf(folder.resolve("m-0007.params"), 8, 2, recorded().get(1));
    }

    @Test
    void what_other_runs_saved_into_the_folder_is_not_taken() throws IOException {
        train(List.of(saving("m", 1)), (trainer, listener) -> fit(trainer, 2));
        Files.writeString(folder.resolve("foreign.params"), "no file of DJL");
        Files.write(
                folder.resolve("hostile.params"),
                new byte[] {'D', 'J', 'L', '@', 0, 0, 0, 1, 0, 0, 0, 0, 0x7f, -1, -1, -1, 0x7f, -1, -1, -1});
        Files.createSymbolicLink(folder.resolve("link.params"), folder.resolve("m-0001.params"));
        Files.createDirectory(folder.resolve("directory.params"));
        train(List.of(saving("n", 1)), (trainer, listener) -> fit(trainer, 1));

        UUID second = sink.runs().get(1);
        assertThat(recorded(second)).hasSize(1);
        assertIsOf(folder.resolve("n-0001.params"), 4, 1, recorded(second).get(0));
        assertThat(sink.end(second).losses()).isEmpty();
    }

    @Test
    void files_in_other_formats_and_all_those_in_a_folder_are_named_by_the_program() throws IOException {
        Path shards = Files.createDirectories(folder.resolve("shards"));
        Files.writeString(shards.resolve("0.bin"), "one half");
        Files.writeString(shards.resolve("1.bin"), "the other");
        Path single = Files.writeString(folder.resolve("weights.onnx"), "weights");
        train(List.of(), (trainer, listener) -> {
            fit(trainer, 1);
            listener.run(trainer).checkpoint(shards);
            listener.run(trainer).checkpoint(single);
        });

        assertThat(recorded()).hasSize(3);
        assertIsOf(shards.resolve("0.bin"), 4, 1, recorded().get(0));
        assertIsOf(shards.resolve("1.bin"), 4, 1, recorded().get(1));
        assertIsOf(single, 4, 1, recorded().get(2));
    }

    @Test
    void a_file_that_is_gone_or_cannot_be_read_is_recorded_without_its_hash_and_counted() {
        Path gone = folder.resolve("gone");
        // reading its first byte fails, even for root
        Path refused = Path.of("/proc/self/mem");
        train(List.of(), (trainer, listener) -> {
            fit(trainer, 1);
            listener.run(trainer).checkpoint(gone);
            listener.run(trainer).checkpoint(refused);
        });

        assertThat(recorded()).extracting(Checkpoint::file).containsExactly(gone.toString(), refused.toString());
        assertThat(recorded()).extracting(Checkpoint::sha256).containsOnlyNulls();
        assertThat(recorded().get(0).bytes()).isNull();
        assertThat(recorded().get(0).presence()).isEqualTo(Checkpoint.Presence.GONE);
        assertThat(sink.end(sink.run()).losses()).isEqualTo(Map.of("checkpoint_not_hashed", 2L));
    }

    @Test
    @SuppressWarnings("try") // closing twice does nothing
    void a_file_too_large_for_the_time_that_closing_has_is_recorded_without_its_hash() throws IOException {
        Path large = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            // a sparse file: takes no room on the disk, but minutes to read
            file.setLength(1L << 38);
        }
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener listener = TrackingListener.builder(sink, "e").attach(config);
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            fit(trainer, 1);
            listener.run(trainer).checkpoint(large);
            trainer.close();
            assertThat(sink.runs().stream().flatMap(run -> sink.entries(run).stream()))
                    .as("closing the trainer waits for no file")
                    .noneMatch(RunEnd.class::isInstance);
            assertThat(Recorder.closeAll(s -> s == sink, Duration.ofSeconds(4))).isTrue();
        }

        assertThat(recorded()).hasSize(1);
        assertThat(recorded().get(0).bytes()).isEqualTo(1L << 38);
        assertThat(recorded().get(0).sha256()).isNull();
        assertThat(sink.end(sink.run()).status()).isEqualTo(RunStatus.FINISHED);
        assertThat(sink.end(sink.run()).losses()).isEqualTo(Map.of("checkpoint_not_hashed", 1L));
    }

    @Test
    void while_a_large_file_is_read_others_are_noticed() throws IOException {
        Path large = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(1L << 38);
        }
        SaveModelTrainingListener saving = saving("m", 1);
        train(List.of(saving), (trainer, listener) -> {
            fit(trainer, 1);
            listener.run(trainer).checkpoint(large);
            fit(trainer, 2);
            try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
                file.setLength(10);
            }
        });

        assertThat(recorded()).hasSize(4);
        assertThat(recorded()).extracting(Checkpoint::step).containsExactlyInAnyOrder(4L, 4L, 8L, 12L);
        assertThat(recorded()).extracting(Checkpoint::sha256).doesNotContainNull();
    }

    @Test
    void a_file_that_is_being_written_is_read_when_it_is_whole() throws IOException {
        Path slow = folder.resolve("slow");
        train(List.of(), (trainer, listener) -> {
            fit(trainer, 1);
            TrackedRun run = listener.run(trainer);
            Files.write(slow, new byte[1_000]);
            run.checkpoint(slow);
            for (int part = 2; part <= 5; part++) {
                run.flush(Duration.ofMillis(50));
                Files.write(slow, new byte[part * 1_000]);
            }
            // if the machine was paused for long, an incomplete file may have been read, so report it again
            run.checkpoint(slow);
            assertThat(run.flush(LONG)).isTrue();
        });

        assertIsOf(slow, 4, 1, recorded().get(recorded().size() - 1));
    }

    @Test
    void a_model_saved_by_a_training_that_is_never_closed_is_a_checkpoint() {
        DefaultTrainingConfig config = Trainings.config();
        TrackingListener.builder(sink, "e").attach(config);
        try (Model model = Trainings.model("m", Trainings.network());
                Trainer trainer = Trainings.trainer(model, config)) {
            fit(trainer, 1);
            save(model, folder, "m");
            assertThat(Recorder.closeAll(s -> s == sink, LONG)).isTrue();

            assertThat(recorded()).hasSize(1);
            assertIsOf(folder.resolve("m-0000.params"), 4, 1, recorded().get(0));
        }
    }

    @Test
    void a_run_that_saves_nothing_has_no_thread_for_it_and_ends_at_once() {
        train(List.of(), (trainer, listener) -> {
            fit(trainer, 1);
            String name = "tracker-checkpoints-"
                    + listener.run(trainer).id().toString().substring(0, 8);
            trainer.close();

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .doesNotContain(name);
        });
        assertThat(recorded()).isEmpty();
    }

    @Test
    void what_is_named_before_the_first_step_has_no_place_and_is_counted() {
        train(List.of(), (trainer, listener) -> {
            listener.run(trainer).checkpoint(folder);
            fit(trainer, 1);
        });

        assertThat(recorded()).isEmpty();
        assertThat(sink.iterations(sink.run())).hasSize(4);
        assertThat(sink.end(sink.run()).losses()).isEqualTo(Map.of("invalid", 1L));
    }
}
