package io.github.djltracker.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.value.View;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code djl-tracker views}. */
final class ViewsCommandTest {
    @TempDir
    private Path folder;

    private String file = "";
    private UUID id = new UUID(0, 0);

    @BeforeEach
    void save() {
        file = folder.resolve("runs.db").toString();
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            id = store.experiments().create("digits").id();
            store.experiment("digits").views().keep("best runs", View.Page.RUNS, "where=loss%40train%20%3C%201", false);
            store.experiment("digits").views().keep("usual", View.Page.RUNS, "sort=-started", true);
            store.experiment("digits").views().keep("wide", View.Page.MODELS, "", false);
        }
    }

    private Cli.Result run(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "views";
        all[1] = "--store";
        all[2] = file;
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return new Cli().columns(200).run(all);
    }

    private List<View> views() {
        try (SqlStore store = SqlStore.open(Path.of(file))) {
            return store.experiment("digits").views().list();
        }
    }

    @Test
    void views_are_listed_with_their_pages_and_addresses() {
        Cli.Result result = run("digits");

        assertThat(result.code()).isZero();
        List<String> lines = result.out().lines().map(String::strip).toList();
        assertThat(lines.get(0)).matches("view +page +default +changed +address");
        assertThat(lines.get(lines.size() - 3))
                .startsWith("best runs")
                .endsWith("/experiments/" + id + "/runs?where=loss%40train%20%3C%201&view=best+runs");
        assertThat(lines.get(lines.size() - 2)).matches("usual +runs +yes +.*&view=usual");
        assertThat(lines.get(lines.size() - 1))
                .matches("wide +models +.*")
                .endsWith("/experiments/" + id + "?view=wide");
    }

    @Test
    void json_has_what_the_server_answers() {
        assertThat(run("--json").out())
                .contains("\"name\":\"best runs\"", "\"page\":\"RUNS\"", "\"query\":\"sort=-started\"");
    }

    @Test
    void another_view_becomes_the_default_and_none() {
        assertThat(run("--default", "best runs").out())
                .isEqualToIgnoringNewLines("view best runs is the default of the page of runs of experiment digits");
        assertThat(views()).filteredOn(View::isDefault).extracting(View::name).containsExactly("best runs");

        assertThat(run("--no-default", "best runs").code()).isZero();
        assertThat(views()).noneMatch(View::isDefault);
    }

    @Test
    void a_view_is_removed_and_its_address_told() {
        Cli.Result result = run("digits", "--remove", "usual");

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("removed view usual").contains("/runs?sort=-started");
        assertThat(views()).extracting(View::name).containsExactly("best runs", "wide");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--address", "--default", "--no-default", "--remove"})
    void a_view_that_is_not_there_is_refused_with_those_that_are(String option) {
        Cli.Result result = run(option, "worst");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("no view \"worst\"; available: best runs, usual, wide");
        assertThat(views()).hasSize(3);
    }

    @Test
    void of_a_server_the_whole_address_is_written() {
        try (SqlStore store = SqlStore.open(Path.of(file));
                TrackerServer server = TrackerServer.start(
                        store, ServerSettings.builder().port(0).build())) {
            String url = server.uri().toString().replaceFirst("/$", "");

            Cli.Result result = new Cli().columns(40).run("views", "--address", "usual", "-s", url + "/");

            assertThat(result.out())
                    .isEqualToIgnoringNewLines(url + "/experiments/" + id + "/runs?sort=-started&view=usual");
        }
    }
}
