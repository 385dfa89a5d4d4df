package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.Golden;
import io.github.djltracker.testing.Locales;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code metrics --values} and {@code --csv} print every value exactly as it was recorded. */
final class ValuesTest {
    @TempDir
    private Path folder;

    private String file = "";

    @BeforeEach
    void fill() {
        file = folder.resolve("small.db").toString();
        SmallStore.create(Path.of(file));
    }

    @Test
    void every_value_is_written_as_csv_and_json() {
        Locales.each(() -> {
            Golden.check(ValuesTest.class, "queries/values.csv", run("2b33", "--csv"));
            Golden.check(ValuesTest.class, "queries/values-model.csv", run("6030", "--values"));
            Golden.check(ValuesTest.class, "queries/values.json", run("6030", "--values", "--json"));
        });
    }

    @Test
    void some_values_are_written() {
        assertThat(run("9f", "-e", "digits", "--csv", "-p", "validate", "-m", "Accuracy"))
                .isEqualTo("""
                        run,name,phase,step,time,value
                        1a110000-0000-4000-8000-000000001a11,Accuracy,validate,199,1767323047678,0.9425
                        1a220000-0000-4000-8000-000000001a22,Accuracy,validate,400,1767323047678,0.975
                        """);
        assertThat(run("2b33", "--csv", "-p", "")).hasLineCount(2).contains(",broken,,5,");
        assertThat(run("2b33", "--csv", "-m", "none")).hasLineCount(1);
    }

    @Test
    void a_long_run_is_written_whole() {
        UUID run = new UUID(0x4d55_0000_0000_4000L, 0x8000_0000_0000_0001L);
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            store.logs().append(run, Entries.start(run, "long", "h"));
            for (int i = 1; i <= 1_200; i++) {
                store.logs().append(run, Entries.points(i, "loss", "train", 5L * i, 1, 2, 3, 4, 5));
            }
            store.logs().append(run, Entries.end(1_201, RunStatus.FINISHED));
        }

        String csv = run("4d55", "--csv");

        assertThat(csv).hasLineCount(1 + 6_000).endsWith(",5.0\n");
    }

    private String run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "metrics";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--store";
        all[arguments.length + 2] = file;
        Cli.Result result = new Cli().run(all);
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        return result.out();
    }
}
