package io.github.djltracker.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.cli.transfer.ReportCommand;
import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.IterationModule;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.domain.run.RunStart;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.ModuleRecord;
import io.github.djltracker.server.ServerSettings;
import io.github.djltracker.server.TrackerServer;
import io.github.djltracker.store.SqlStore;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.Golden;
import io.github.djltracker.testing.MadeRun;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An experiment is written to one file. */
final class ReportCommandTest {
    private static final int MOST = 2_000_000;

    @TempDir
    private Path folder;

    private Path file(String name) {
        return folder.resolve(name);
    }

    private Cli.Result report(String... words) {
        List<String> all =
                new ArrayList<>(List.of("report", "-s", file("runs.db").toString()));
        all.addAll(List.of(words));
        return new Cli().run(all.toArray(String[]::new));
    }

    private void small() {
        SmallStore.create(file("runs.db"));
    }

    /** The page parsed as XML, which fails if its markup is malformed. */
    private static Document parsed(byte[] html) throws Exception {
        assertThat(html).hasSizeLessThanOrEqualTo(MOST);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(html));
    }

    private static List<Element> all(Document page, String name) {
        NodeList nodes = page.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document page, String name) {
        return all(page, name).stream().map(Element::getTextContent).toList();
    }

    @Test
    void a_small_experiment_is_told_whole() throws Exception {
        small();

        Cli.Result result = report("digits", "--out", file("a.html").toString());

        assertThat(result.code()).isZero();
        assertThat(result.out()).matches("report on 3 runs written to .*a.html \\(\\d+ kB\\)\n");
        assertThat(result.err()).isEqualTo("djl-tracker: 2 manually logged metrics\n");
        String html = Files.readString(file("a.html"));
        parsed(html.getBytes(UTF_8));
        Golden.check(ReportCommandTest.class, "report.html", html.replace(folder.toString(), "FOLDER"));
    }

    @Test
    void a_page_needs_nothing_else() throws Exception {
        small();
        report("digits", "--out", file("a.html").toString());

        String html = Files.readString(file("a.html"));

        assertThat(html).contains("content=\"default-src 'none'; style-src 'unsafe-inline'\"");
        assertThat(html).doesNotContainPattern("<script|<link|<img|src=|href=|url\\(|@import|https?://");
    }

    @Test
    void all_tables_have_captions_and_heads_and_all_charts_say_what_they_are() throws Exception {
        small();
        report("digits", "--out", file("a.html").toString());

        Document page = parsed(Files.readAllBytes(file("a.html")));

        assertThat(all(page, "table")).hasSize(texts(page, "caption").size()).isNotEmpty();
        assertThat(all(page, "th")).allMatch(head -> List.of("col", "row").contains(head.getAttribute("scope")));
        assertThat(all(page, "svg").stream()
                        .filter(svg -> svg.getAttribute("role").equals("img")))
                .isNotEmpty()
                .allMatch(svg -> svg.getElementsByTagName("title").getLength() == 1
                        && svg.getElementsByTagName("desc").getLength() == 1);
    }

    @Test
    void only_the_runs_that_are_wanted_are_in_it_in_their_order() throws Exception {
        try (SqlStore store = SqlStore.open(file("runs.db"))) {
            for (int i = 0; i < 5; i++) {
                MadeRun.of("rings", "net", i)
                        .steps(50)
                        .learningRate(0.1 * (i + 1))
                        .into(store.logs());
            }
        }
        String name = "optimizer.learningRateTracker.value";

        Cli.Result result = report(
                "rings", "--where", name + " < 0.45", "--sort", name, "--descending", "--first", "2", "--out", "-");

        Document page = parsed(result.out().getBytes(UTF_8));
        assertThat(texts(page, "td"))
                .filteredOn(text -> text.startsWith("0.4") || text.startsWith("0.3"))
                .startsWith("0.4", "0.30000000000000004");
        assertThat(texts(page, "dd"))
                .contains("2 (2 FINISHED)", "--where " + name + " < 0.45 --sort " + name + " --descending --first 2");
    }

    @Test
    void the_best_of_all_runs_is_marked() throws Exception {
        try (SqlStore store = SqlStore.open(file("runs.db"))) {
            double[][] values = {{3, 2}, {1, 4}};
            for (double[] of : values) {
                UUID run = UUID.randomUUID();
                store.logs().append(run, Entries.start(run, "rings", "net"));
                store.logs().append(run, Entries.points(1, "loss", "train", 0, of));
                store.logs().append(run, Entries.points(2, "Accuracy", "train", 0, of));
            }
        }

        Document page = parsed(report("--out", "-").out().getBytes(UTF_8));

        assertThat(texts(page, "td"))
                .filteredOn(text -> text.startsWith("\u2605"))
                .containsExactlyInAnyOrder("\u2605 2", "\u2605 1", "\u2605 4", "\u2605 4");
    }

    @Test
    void of_a_server_it_is_the_same() {
        small();
        String local = report("digits", "--out", "-").out();

        String remote;
        try (SqlStore store = SqlStore.open(file("runs.db"));
                TrackerServer server = TrackerServer.start(
                        store, ServerSettings.builder().port(0).build())) {
            remote = new Cli()
                    .run("report", "digits", "-s", server.uri().toString(), "--out", "-")
                    .out()
                    .replace(server.uri().toString(), file("runs.db").toString());
        }

        assertThat(remote).isEqualTo(local);
    }

    @Test
    void a_file_that_is_there_is_replaced_only_by_force_and_a_database_never() throws IOException {
        small();
        Path there = Files.writeString(file("there.html"), "old");

        Cli.Result refused = report("digits", "--out", there.toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("already exists", "--force").hasLineCount(1);
        assertThat(there).hasContent("old");

        assertThat(report("digits", "--out", there.toString(), "--force").code())
                .isZero();
        assertThat(there).content().startsWith("<!DOCTYPE html>");
        Cli.Result database = report("digits", "--out", file("runs.db").toString(), "--force");
        assertThat(database.err()).contains("is a database, which export never replaces");
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith("unfinished"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none --out a.html,1,no experiment",
        "digits --where lr@x=1 --out a.html,1,no run has a value",
        "digits --where status= --out a.html,2,--where: a value",
        "digits --descending --out a.html,2,needs --sort",
        "digits --where status=LOST --out a.html,1,none of its 3 runs are selected",
        "digits --out no/such/a.html,1,is not a directory"
    })
    void what_cannot_be_is_said_in_a_line_and_leaves_no_file(String words, int code, String part) {
        small();

        Cli.Result result =
                report(words.replace("--out ", "--out " + folder + "/").split(" ", -1));

        assertThat(result.code()).isEqualTo(code);
        assertThat(result.err()).contains(part).hasLineCount(1);
        assertThat(file("a.html")).doesNotExist();
    }

    @Test
    void hostile_texts_do_nothing_but_appear() throws Exception {
        String bad = "</td></table></style><script>alert(1)</script>\"'&<img src=x onerror=alert(2)>";
        String huge = bad + "x".repeat(900_000) + "end";
        try (SqlStore store = SqlStore.open(file("runs.db"))) {
            for (int i = 0; i < 3; i++) {
                UUID run = UUID.randomUUID();
                Map<String, @Nullable Object> environment = new LinkedHashMap<>();
                environment.put(bad + i, huge + i);
                store.logs()
                        .append(
                                run,
                                new RunStart(
                                        run, bad, "hash" + i, bad, bad, List.of(), Entries.TIME, null, environment));
                store.logs()
                        .append(
                                run,
                                new RunBatch(
                                        1,
                                        Entries.columns(1, 1, 0),
                                        List.of(Entries.series(1, bad, bad, new long[] {0}, i)),
                                        List.of(new IterationModule(
                                                0, new ModuleRecord(bad, Map.of("role", bad, bad, huge + i))))));
                store.logs()
                        .append(
                                run,
                                new RunEnd(2, RunStatus.FAILED, Entries.TIME, Map.of(), bad.repeat(500) + "\u202e"));
            }
        }

        byte[] html = report(bad, "--out", "-").out().getBytes(UTF_8);

        Document page = parsed(html);
        assertThat(texts(page, "h1")).containsExactly(bad);
        assertThat(texts(page, "td")).anyMatch(text -> text.startsWith(bad.substring(0, 20)) && text.endsWith("xend1"));
        assertThat(all(page, "script")).isEmpty();
        assertThat(all(page, "img")).isEmpty();
        assertThat(new String(html, UTF_8)).doesNotContain("<script", "\u202e");
        assertThat(html).hasSizeLessThan(100_000);
    }

    @Test
    void a_thousand_runs_of_twenty_metrics_fit_and_what_is_left_out_is_said() throws Exception {
        fill(1_000, 20, 40, "metric");

        Cli.Result result = report("--out", file("a.html").toString());

        byte[] html = Files.readAllBytes(file("a.html"));
        Document page = parsed(html);
        assertThat(result.err()).isEqualTo("djl-tracker: 980 of 1000 runs are not drawn\n");
        assertThat(texts(page, "li")).contains("980 of 1000 runs are not drawn");
        assertThat(all(page, "figure")).hasSize(20);
        // every run is in the table of runs, and in the four tables of values
        assertThat(all(page, "tr")).hasSizeGreaterThan(5_000);
    }

    @Test
    void more_of_anything_than_fits_is_left_out_by_number() throws Exception {
        fill(300, 200, 3, "m\u732b<".repeat(100));

        Cli.Result result = report("--out", file("a.html").toString());

        byte[] html = Files.readAllBytes(file("a.html"));
        parsed(html);
        assertThat(result.err())
                .containsPattern("\\d+ of 400 values are not in the tables")
                .containsPattern("\\d+ of 200 metrics are not drawn")
                .containsPattern("280 of 300 runs are not drawn");
    }

    private void fill(int runs, int metrics, int points, String name) {
        long[] steps = new long[points];
        Arrays.setAll(steps, i -> i);
        try (SqlStore store = SqlStore.open(file("runs.db"))) {
            for (int run = 0; run < runs; run++) {
                UUID id = new UUID(1, run);
                store.logs().append(id, Entries.start(id, "sweep", "net", "a net", null));
                List<SeriesColumns> series = new ArrayList<>();
                for (int metric = 0; metric < metrics; metric++) {
                    double[] values = new double[points];
                    double place = run * 31.7 + metric;
                    Arrays.setAll(values, i -> Math.sin(place + i) + place / 1e4);
                    String unique = name.length() > 490 ? name.substring(0, 490) : name;
                    series.add(Entries.series(1, unique + " " + metric, "train", steps, values));
                }
                store.logs().append(id, new RunBatch(1, IterationColumns.NONE, series, List.of()));
                store.logs().append(id, Entries.end(2, RunStatus.FINISHED));
            }
        }
    }

    @Test
    void the_default_name_is_that_of_the_experiment_on_every_file_system() {
        assertThat(ReportCommand.fileName("digits 2/\u00e4")).isEqualTo("digits-2-\u00e4.html");
        assertThat(ReportCommand.fileName("../../etc/passwd")).isEqualTo("etc-passwd.html");
        assertThat(ReportCommand.fileName("<>")).isEqualTo("report.html");
        assertThat(ReportCommand.fileName("x".repeat(500))).hasSizeLessThan(100);
    }
}
