package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.Metrics;
import io.github.djltracker.testing.MadeRun;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WebElement;

/** Names and values of all kinds: how they are drawn and distinguished. */
class ChartNamesIT extends ChartTest {
    private Metrics metrics() {
        return model("vision", "resnet").metrics();
    }

    private void open() {
        browser.open("/models/" + model("vision", "resnet").id());
    }

    @Test
    void values_of_any_size_are_drawn_and_marked() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        List<double[]> pairs = List.of(
                new double[] {-1.7e308, 1.7e308},
                new double[] {1.1e308, 1.7e308},
                new double[] {0, Double.MAX_VALUE},
                new double[] {Double.MIN_VALUE, 20 * Double.MIN_VALUE},
                new double[] {-1e-300, 1e-300},
                new double[] {1e200, 1e200},
                new double[] {-1e20, 1e-20});
        for (int i = 0; i < pairs.size(); i++) {
            for (int step = 1; step <= 2_000; step++) {
                metrics().log("size " + i, pairs.get(i)[step * 4 / 2_001 % 2], step);
            }
        }
        open();

        for (int i = 0; i < pairs.size(); i++) {
            String chart = "[data-metric='size " + i + "']";
            browser.script("document.querySelector(arguments[0]).scrollIntoView()", chart);
            awaitChart("size " + i);
            assertThat(ink("size " + i, 0.1, 0.15, 0, 1))
                    .as("the line of %d", i)
                    .isGreaterThan(0.1);
            point("size " + i, 0.4);
            assertThat(browser.text(".values-rows b")).as("value of %d", i).isNotEmpty();
            assertThat(browser.text(chart + " .chart-foot")).isEmpty();
        }
    }

    @Test
    void phases_are_told_apart_however_many_there_are() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        MadeRun.of("vision", "resnet", 2).into(store.logs());
        IntStream.range(0, 12).forEach(i -> {
            metrics().log("loss", i, 100, "phase " + i);
            metrics().log("loss", i, 200, "phase " + i);
        });
        metrics().log("loss", 3, 100, "system");
        open();

        assertThat(samples("stroke-dasharray")).hasSize(15).doesNotHaveDuplicates();
    }

    @Test
    void phases_of_one_run_have_a_colour_each() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        store.experiment("vision").models().create("b".repeat(64), "by hand");
        IntStream.range(0, 14).forEach(i -> {
            model("vision", "by hand").metrics().log("loss", i, 100, "phase " + i);
            model("vision", "by hand").metrics().log("loss", i, 200, "phase " + i);
        });
        browser.open("/models/" + model("vision", "by hand").id());

        assertThat(samples("stroke")).hasSize(14).doesNotHaveDuplicates();
    }

    private List<String> samples(String attribute) {
        browser.find("[data-metric=loss] .phases button");
        return browser.all("[data-metric=loss] .sample-line path").stream()
                .map(path -> String.valueOf(path.getDomAttribute(attribute)))
                .toList();
    }

    @Test
    void names_are_in_the_order_of_their_numbers() {
        MadeRun.of("vision", "resnet", 1).oneMetric().into(store.logs());
        List<String> names = List.of("Layer1/x", "layer2/b", "layer2/X", "layer10/y", "layer100/x");
        List.of(4, 3, 1, 2, 0).forEach(i -> metrics().log(names.get(i), 1, 1));
        open();
        browser.await("charts", () -> browser.count(".chart") == 6);

        assertThat(browser.all(".chart").stream()
                        .map(chart -> chart.getDomAttribute("data-metric"))
                        .skip(1))
                .isEqualTo(names);
    }

    @Test
    void a_long_name_keeps_its_end_and_is_told_as_a_whole() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        String start = "encoder/layer/attention/self/query/projection/weight/gradient/";
        List<String> names = List.of(start + "minimum", start + "maximum");
        var run =
                MadeRun.of("vision", "resnet", 2).ended(null, null).oneMetric().into(store.logs());
        for (String name : names) {
            store.logs()
                    .append(
                            run,
                            io.github.djltracker.testing.Entries.points(
                                    store.logs().next(run), name, "train", 501, 1, 2));
        }
        browser.open("/models/" + model("vision", "resnet").id() + "?columns=last:train:"
                + String.join(",last:train:", names).replace("/", "%252F"));

        List<WebElement> titles = browser.all("thead .title .middle");
        assertThat(titles).hasSize(2);
        HashSet<Object> seen = new HashSet<>();
        for (WebElement title : titles) {
            // the title, including its end, is visible within the column
            seen.add(Objects.requireNonNull(browser.script("""
                    const cell = arguments[0].closest('th').getBoundingClientRect();
                    const at = arguments[0].getBoundingClientRect();
                    const end = getComputedStyle(arguments[0], '::after');
                    const isCut = arguments[0].scrollWidth <= arguments[0].clientWidth && at.right <= cell.right;
                    return isCut && end.flexShrink === '0' ? end.content : null""", title)));
            assertThat(title.getText()).isIn(names);
            assertThat(names).contains(title.getDomAttribute("title"));
        }
        assertThat(seen).hasSize(2);
    }
}
