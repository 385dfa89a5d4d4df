package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.store.SqlStore;
import io.github.djltracker.store.check.SpaceUse;
import io.github.djltracker.testing.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code doctor} and {@code pack}. {@link DoctorOutboxTest} tests outboxes. */
final class FileCommandsTest {
    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void fill() {
        file = folder.resolve("small.db").toString();
        SmallStore.create(Path.of(file));
    }

    @Test
    void doctor_says_that_all_is_well() {
        Cli.Result result = new Cli().run("doctor", file);

        assertThat(result.code()).isZero();
        assertThat(result.out().lines().map(line -> line.replace(folder + "/", "")))
                .satisfiesExactly(
                        counts -> assertThat(counts)
                                .isEqualTo(
                                        "small.db: 2 experiments, 3 models, 4 runs, 18 series, 17 chunks, 8 entries, 869 points"),
                        space -> assertThat(space).startsWith("space in bytes: points "),
                        verdict -> assertThat(verdict).isEqualTo("no problems found"));
        assertThat(new Cli().run("doctor", "jdbc:sqlite:" + file, "--json").out())
                .contains("\"sound\":true")
                .contains("\"findings\":[]");
    }

    @Test
    void doctor_says_what_is_wrong() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE body SET content = x'01' WHERE rowid = (SELECT min(rowid) FROM body)");
            statement.execute("UPDATE run SET environment = '' WHERE id = 2");
        }

        Cli.Result result = new Cli().run("doctor", file);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        Golden.check(FileCommandsTest.class, "doctor.txt", withoutPlace(result));
        Golden.check(FileCommandsTest.class, "doctor.json", withoutPlace(new Cli().run("doctor", file, "--json")));
    }

    /** The output without what depends on the place of the file and on SQLite's pages. */
    private String withoutPlace(Cli.Result result) {
        return result.out()
                .replace(folder.toString(), "FOLDER")
                .replaceAll("space in bytes: .*", "space in bytes: ...")
                .replaceAll("\"space\":\\{[^}]*}", "\"space\":{...}");
    }

    @Test
    void doctor_says_what_takes_the_space_until_pack_gives_it_back() throws IOException {
        Map<SpaceUse.Part, Long> full = space().parts();
        new Cli().run("rm", "experiment", "digits", "--yes", "-s", file);

        SpaceUse deleted = space();
        new Cli().run("pack", file);
        SpaceUse packed = space();

        assertThat(full).containsOnlyKeys(SpaceUse.Part.values());
        assertThat(deleted.unused()).isPositive();
        assertThat(packed.unused()).isZero();
        assertThat(sum(packed)).isEqualTo(Files.size(Path.of(file)));
        assertThat(sum(deleted)).isGreaterThan(sum(packed));
        assertThat(new Cli().run("doctor", file).out()).doesNotContain("unused");
    }

    private SpaceUse space() {
        return SqlStore.check(Path.of(file), (done, total) -> {}).space();
    }

    private static long sum(SpaceUse space) {
        return space.unused()
                + space.parts().values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void pack_says_how_much_it_saved() throws Exception {
        new Cli().run("rm", "experiment", "digits", "--yes", "-s", file);
        String before = new Cli().run("metrics", "3c44", "--csv", "-s", file).out();

        Cli.Result result = new Cli().run("pack", file);

        assertThat(result.code()).isZero();
        assertThat(result.out()).matches(".*small.db: [0-9,]+ bytes before, [0-9,]+ bytes after; 0 chunks .*\n");
        assertThat(new Cli().run("pack", file, "--json").out()).contains("\"bytesAfter\":" + Files.size(Path.of(file)));
        assertThat(new Cli().run("metrics", "3c44", "--csv", "-s", file).out()).isEqualTo(before);
        assertThat(new Cli().run("doctor", file).code()).isZero();
    }
}
