package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Model;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.run.Runs;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.testing.MadeRun;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** Annotations of runs are shown and edited on the pages. */
class AnnotationsIT extends DashboardTest {
    private static final String TABLE = "Runs of vision";

    private List<UUID> ids = List.of();

    @BeforeEach
    void record() {
        for (int i = 1; i <= 3; i++) {
            MadeRun.of("vision", "lenet", i).learningRate(0.1 * i).into(store.logs());
        }
        ids = runs().list().stream().map(Run::id).toList();
    }

    private Runs runs() {
        return store.experiment("vision").models().list().get(0).runs();
    }

    private Annotations said(int run) {
        return runs().read(ids.get(run)).orElseThrow().annotations();
    }

    private void openRun(int run) {
        browser.open("/runs/" + ids.get(run));
        browser.awaitView();
    }

    private void openAll() {
        browser.open("/experiments/" + store.experiment("vision").id() + "/runs");
        browser.awaitView();
        browser.await("runs", () -> !rows(TABLE).isEmpty());
    }

    private void press(String button) {
        browser.press(button);
    }

    private List<String> texts(String css) {
        return browser.texts(css);
    }

    private void save() {
        browser.click("dialog button[type=submit]");
        browser.await("the dialog is closed", () -> browser.all("dialog").isEmpty());
    }

    @Test
    void a_run_is_named_tagged_and_noted_on_its_page() {
        openRun(0);
        press("Edit");
        browser.type("dialog [name=name]", "best of May");
        browser.type("dialog [name=tags]", "team=vision\nbaseline");
        browser.type("dialog [name=note]", "Loss *diverges* after `step 300`\n- one\n- two");
        save();

        browser.awaitText(".head", "best of May");
        assertThat(texts(".said .tag")).containsExactly("baseline", "team=vision");
        assertThat(browser.text(".note em")).isEqualTo("diverges");
        assertThat(browser.text(".note code")).isEqualTo("step 300");
        assertThat(texts(".note li")).containsExactly("one", "two");
        assertThat(said(0).name()).hasValue("best of May");
        assertThat(said(0).tags()).isEqualTo(Map.of("team", "vision", "baseline", ""));

        press("Edit");
        browser.type("dialog [name=name]", "");
        browser.type("dialog [name=tags]", "team=audio");
        browser.type("dialog [name=note]", "");
        save();

        browser.await("the note is gone", () -> browser.all(".note").isEmpty());
        assertThat(said(0).name()).isEmpty();
        assertThat(said(0).tags()).isEqualTo(Map.of("team", "audio"));
        assertThat(browser.text(".head"))
                .contains(runs().read(ids.get(0)).orElseThrow().name());
    }

    @Test
    void a_run_is_starred_and_archived_on_its_page() {
        openRun(1);
        browser.click("button.star");
        browser.await("a star", () -> "true".equals(browser.find("button.star").getAttribute("aria-pressed")));
        press("Archive");
        browser.awaitText(".said", "archived");

        assertThat(said(1).isStarred()).isTrue();
        assertThat(said(1).isArchived()).isTrue();

        press("Unarchive");
        browser.await("not archived", () -> !said(1).isArchived());
    }

    @Test
    void what_is_refused_is_told_in_the_dialog() {
        openRun(0);
        press("Edit");
        browser.type("dialog [name=tags]", "x".repeat(101));
        browser.click("dialog button[type=submit]");

        browser.awaitText("dialog .error", "100");
        assertThat(said(0)).isEqualTo(Annotations.NONE);
        assertThat(browser.problems()).as("the refusal alone").hasSize(1).allMatch(line -> line.contains("400"));
    }

    @Test
    void the_page_of_all_runs_shows_stars_and_tags_and_leaves_out_what_is_archived() {
        runs().annotate(
                        ids.get(0),
                        Annotation.starred(true),
                        Annotation.tag("team", "vision"),
                        Annotation.name("best"));
        runs().annotate(ids.get(1), Annotation.archived(true));
        openAll();

        browser.await("two runs", () -> rows(TABLE).size() == 2);
        assertThat(browser.text("main table")).contains("team=vision", "best").contains("Tags");
        assertThat(browser.all("main table .star")).hasSize(1);

        browser.click(".head label.check input");
        browser.await("three runs", () -> rows(TABLE).size() == 3);
        browser.open(browser.address());
        browser.await("three runs", () -> rows(TABLE).size() == 3);

        browser.type("input.where", "tag:team = vision and starred");
        browser.await("one run", () -> rows(TABLE).size() == 1);
    }

    @Test
    void several_runs_are_tagged_starred_and_archived_at_once() {
        openAll();
        browser.click("tbody input[type=checkbox]", 0);
        browser.click("tbody input[type=checkbox]", 1);
        press("Tag");
        browser.type("dialog [name=set]", "week=22");
        save();
        browser.awaitText("main table", "week=22");
        press("Star");
        browser.await("two stars", () -> browser.all("main table .star").size() == 2);
        press("Archive");
        browser.await("one run", () -> rows(TABLE).size() == 1);

        long annotated = ids.stream()
                .filter(id -> {
                    Annotations said = runs().read(id).orElseThrow().annotations();
                    return said.isStarred() && said.isArchived() && said.tags().equals(Map.of("week", "22"));
                })
                .count();
        assertThat(annotated).isEqualTo(2);
    }

    private Model model() {
        return store.experiment("vision").models().list().get(0);
    }

    @Test
    void a_model_is_named_described_tagged_noted_starred_and_archived_on_its_page() {
        browser.open("/models/" + model().id());
        press("Edit");
        browser.type("dialog [name=name]", "best net");
        browser.type("dialog [name=description]", "two layers");
        browser.type("dialog [name=tags]", "team=vision\nbaseline");
        browser.type("dialog [name=note]", "Loss *diverges*");
        save();

        browser.awaitText("h1", "best net");
        browser.awaitText(".description", "two layers");
        assertThat(texts(".said .tag")).containsExactly("baseline", "team=vision");
        assertThat(browser.text(".note em")).isEqualTo("diverges");
        assertThat(model().annotations().tags()).isEqualTo(Map.of("team", "vision", "baseline", ""));
        browser.click("button.star");
        press("Archive");
        browser.awaitText(".said", "This model is archived");
        assertThat(model().annotations().isStarred()).isTrue();

        press("Edit");
        browser.type("dialog [name=name]", "");
        save();
        browser.awaitText("h1", "lenet");

        browser.open("/experiments/" + store.experiment("vision").id());
        browser.awaitText(".empty", "All models are archived");
        browser.click("label.check input");
        browser.awaitText("main table", "team=vision");
        assertThat(browser.all("main table .star")).hasSize(1);
        assertThat(browser.address()).contains("archived=too");
    }

    @Test
    void an_experiment_is_tagged_noted_starred_and_archived_on_its_page() {
        browser.open("/experiments/" + store.experiment("vision").id());
        press("Edit");
        assertThat(browser.all("dialog [name=name]")).isEmpty();
        browser.type("dialog [name=tags]", "week=22");
        browser.type("dialog [name=note]", "# Why");
        save();
        browser.awaitText(".said", "week=22");
        browser.click("button.star");
        browser.await("a star", () -> store.experiment("vision").annotations().isStarred());

        browser.open("/");
        browser.awaitText("main table", "week=22");
        assertThat(browser.all("main table .star")).hasSize(1);
        browser.click("main table td a");
        browser.awaitText("h1", "vision");
        press("Archive experiment");
        browser.awaitText(".said", "This experiment is archived");

        browser.open("/");
        browser.awaitText(".empty", "All experiments are archived");
        browser.click("label.check input");
        browser.awaitText("main table", "vision");
    }

    @Test
    void several_models_are_starred_at_once_in_the_table_of_an_experiment() {
        MadeRun.of("vision", "resnet", 7).into(store.logs());
        browser.open("/experiments/" + store.experiment("vision").id());
        browser.await(
                "two models", () -> browser.all("tbody input[type=checkbox]").size() == 2);
        browser.click("thead input[type=checkbox]");

        assertThat(browser.all("label.check")).as("nothing is archived").noneMatch(WebElement::isDisplayed);
        press("Star");

        browser.await("two stars", () -> browser.all("main table .star").size() == 2);
        assertThat(store.experiment("vision").models().list())
                .allMatch(model -> model.annotations().isStarred());
        press("Archive");
        browser.awaitText(".empty", "All models are archived");
    }

    @Test
    void what_somebody_wrote_is_only_ever_text() {
        String hostile = "<img src=x onerror=\"document.title='pwned'\"> [x](javascript:alert(1)) **<b>bold</b>**";
        runs().annotate(
                        ids.get(0),
                        Annotation.name(hostile),
                        Annotation.tag("t", hostile),
                        Annotation.note(
                                hostile + "\n\n```\n<script>\n```\n> quote\n# head\n[site](https://example.org/a)"));
        openRun(0);

        browser.awaitText(".note", "<img src=x");
        assertThat(browser.all(".note img, .note script, .note b, .said img")).isEmpty();
        assertThat(browser.text(".note strong")).isEqualTo("<b>bold</b>");
        assertThat(browser.all(".note a"))
                .extracting(one -> one.getAttribute("href"))
                .containsExactly("https://example.org/a");
        assertThat(browser.text(".note pre")).isEqualTo("<script>");

        openAll();
        assertThat(browser.text("main table")).contains("<img src=x");
        assertThat(browser.all("main table img")).isEmpty();
        assertThat(browser.driver().getTitle()).doesNotContain("pwned");
    }
}
