package io.github.djltracker.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The write-ahead log stays as small as promised, even while others read. */
final class SqliteLogTest {
    private static final long MOST = 2L << 20;
    private static final int WRITTEN = 64 << 10;

    @TempDir
    private Path folder;

    private Sqlite sqlite;
    private Database database;

    @BeforeEach
    void open() {
        sqlite = new Sqlite(folder.resolve("t.db"), 200, MOST, 0);
        database = Database.open(sqlite);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void write() {
        database.write(session -> session.update(
                "INSERT INTO request (uuid, content, answer, time) VALUES (?, '', ?, 0)",
                UUID.randomUUID(),
                "x".repeat(WRITTEN)));
    }

    private long count() {
        return database.read(session -> session.number("SELECT count(*) FROM request WHERE answer LIKE '%y'"));
    }

    @Test
    void stays_small_though_there_is_always_somebody_who_reads() throws InterruptedException {
        AtomicBoolean isOver = new AtomicBoolean();
        CountDownLatch reading = new CountDownLatch(3);
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread reader = new Thread(() -> {
                while (!isOver.get()) {
                    count();
                    reading.countDown();
                }
            });
            reader.start();
            readers.add(reader);
        }
        reading.await();

        long most = 0;
        for (long written = 0; written < 6 * MOST; written += WRITTEN) {
            write();
            most = Math.max(most, sqlite.logBytes());
        }
        isOver.set(true);
        for (Thread reader : readers) {
            reader.join();
        }

        // a write may exceed the limit by a page or two
        assertThat(most).isBetween(MOST / 2, MOST + 4 * WRITTEN);
        assertThat(count()).isZero();
    }

    @Test
    void grows_while_one_reads_for_long_and_shrinks_afterwards() {
        database.read(session -> {
            session.number("SELECT count(*) FROM request");
            Thread writer = new Thread(() -> {
                for (long written = 0; written < 4 * MOST; written += WRITTEN) {
                    write();
                }
            });
            writer.start();
            join(writer);
            return sqlite.logBytes();
        });
        assertThat(sqlite.logBytes()).isGreaterThan(4 * MOST);

        for (long written = 0; written < 2 * MOST; written += WRITTEN) {
            write();
        }

        assertThat(sqlite.logBytes()).isLessThan(MOST + 4 * WRITTEN);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
