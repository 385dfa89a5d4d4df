package io.github.djltracker.outbox.folder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunLockTest {
    @TempDir
    private Path folder;

    @Test
    void one_holds_it_at_a_time() throws IOException {
        Path file = folder.resolve("lock");
        RunLock first = requireNonNull(RunLock.tryAcquire(file));

        assertThat(RunLock.tryAcquire(file)).isNull();
        assertThat(RunLock.tryAcquire(folder.resolve("../" + folder.getFileName() + "/lock")))
                .isNull();
        first.close();
        first.close();

        RunLock second = requireNonNull(RunLock.tryAcquire(file));
        first.close();
        assertThat(RunLock.tryAcquire(file)).isNull();
        second.close();
    }

    @Test
    void there_is_none_where_there_is_no_folder() throws IOException {
        assertThat(RunLock.tryAcquire(folder.resolve("gone/lock"))).isNull();
    }

    @Test
    void a_lock_that_another_class_loader_holds_counts() throws IOException {
        Path file = folder.resolve("lock");
        Files.createFile(file);
        try (FileChannel foreign = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock held = foreign.lock()) {
            assertThat(RunLock.tryAcquire(file)).isNull();
            assertThat(RunLock.tryAcquire(file)).isNull();
            assertThat(held.isValid()).isTrue();
        }

        RunLock after = requireNonNull(RunLock.tryAcquire(file));
        after.close();
    }

    @Test
    void a_lock_on_a_file_that_was_replaced_meanwhile_does_not_count() throws IOException {
        Path file = folder.resolve("lock");
        Files.createFile(file);
        try (FileChannel foreign = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock held = foreign.lock()) {
            assertThat(RunLock.tryAcquire(file)).isNull(); // the attempt leaves the file open
            assertThat(held.isValid()).isTrue();
        }
        Files.delete(file);
        Files.createFile(file);

        assertThat(RunLock.tryAcquire(file)).isNull();

        RunLock after = requireNonNull(RunLock.tryAcquire(file));
        after.close();
    }
}
