package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.testing.DistributedRun;
import io.github.djltracker.testing.MadeRun;
import io.github.djltracker.testing.browser.Axe;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** axe-core finds nothing serious in any view, in either theme, wide and narrow. */
class AccessibilityIT extends DashboardTest {
    private List<String> addresses() {
        UUID run = MadeRun.of("digits", "cnn", 1).into(store.logs());
        UUID failed = MadeRun.of("digits", "cnn", 2)
                .learningRate(0.2)
                .ended(RunStatus.FAILED, "java.lang.OutOfMemoryError\n\tat A.b(A.java:1)")
                .into(store.logs());
        store.logs()
                .annotate(
                        run,
                        List.of(
                                Annotation.name("best of May"),
                                Annotation.tag("team", "vision"),
                                Annotation.starred(true),
                                Annotation.note("# Why\n\n*loss* `x`\n\n- [site](https://example.org)\n\n> quoted")));
        MadeRun.of("digits", "cnn", 3).ended(null, null).into(store.logs());
        MadeRun.of("sound", "wavenet", 4).into(store.logs());
        UUID model = model("digits", "cnn").id();
        store.model(model).orElseThrow().annotate(Annotation.starred(true), Annotation.tag("team", "vision"));
        UUID experiment = store.experiments().read("digits").orElseThrow().id();
        store.experiment("digits").annotate(Annotation.starred(true), Annotation.note("# Why\n\n> quoted"));
        store.experiment("sound").annotate(Annotation.archived(true), Annotation.tag("old"));
        UUID distributed = distributed();
        return List.of(
                "/",
                "/experiments/" + experiment,
                "/experiments/" + experiment + "/runs",
                "/experiments/" + experiment + "/runs?group=hash",
                "/experiments/" + experiment + "/runs?picture=correlation",
                "/experiments/" + experiment + "/runs?picture=scatter&color=status",
                "/experiments/" + experiment + "/runs?picture=parallel&brush=started~0~1",
                "/experiments/" + experiment + "/runs?where=no.such.name%20%3D%201",
                "/models/" + model,
                "/models/" + model + "?tab=structure",
                "/runs/" + run,
                "/runs/" + failed,
                "/runs/" + distributed + "?distributions=open",
                "/runs/" + distributed + "?distributions=open&ridges=true&parameter=5",
                "/compare",
                "/compare?run=" + run + "&run=" + failed);
    }

    private UUID distributed() {
        DistributedRun run = new DistributedRun(5, "1", "2", "3", "4", "5", "6", "7", "8", "9");
        run.start(store.logs(), "inside").look(store.logs(), 5).end(store.logs());
        return run.id();
    }

    @Test
    void nothing_keeps_people_from_using_a_view() {
        List<String> addresses = addresses();

        for (int width : new int[] {1280, 400}) {
            browser.size(width, 900);
            for (String address : addresses) {
                show(address);
                // the dark theme differs only in its colours
                for (boolean isDark : new boolean[] {false, true}) {
                    browser.dark(isDark);
                    assertThat(isDark ? Axe.problemsOfColors(browser) : Axe.problems(browser))
                            .as(address + " at " + width + (isDark ? ", dark" : ", light"))
                            .isEmpty();
                    assertThat(browser.script(SEEN_THOUGH_HIDDEN))
                            .as("what is hidden and seen at " + address)
                            .isEqualTo(0L);
                }
            }
        }
    }

    private static final String SEEN_THOUGH_HIDDEN =
            "return [...document.querySelectorAll('[hidden]')].filter(one => one.checkVisibility()).length";

    private void show(String address) {
        browser.open(address);
        if (address.contains("distributions")) {
            browser.find(".distribution .sweep[data-drawn]");
            browser.click(".as-table summary");
            browser.find(".as-table td");
            return;
        }
        boolean isModel = address.startsWith("/models/") && !address.contains("tab");
        if (isModel || address.startsWith("/runs/") || address.endsWith("/runs") || address.contains("group=")) {
            browser.find("[data-metric=loss] canvas");
        }
    }

    @Test
    void what_keeps_people_from_using_a_page_is_found() {
        browser.open("/");

        browser.script("document.querySelector('main').append(document.createElement('button'))");

        assertThat(Axe.problems(browser)).hasSize(1).first().asString().startsWith("critical button-name");
    }

    @Test
    void nor_a_dialog_or_a_list_to_choose_from() {
        List<String> addresses = addresses();
        browser.open(addresses.get(0));
        browser.press("New experiment");
        browser.find("dialog[open]");
        assertThat(Axe.problems(browser)).isEmpty();

        browser.open(addresses.stream()
                .filter(address -> address.startsWith("/models/"))
                .findFirst()
                .orElseThrow());
        browser.click(".chooser summary");
        browser.find(".chooser-list");
        assertThat(Axe.problems(browser)).isEmpty();
    }
}
