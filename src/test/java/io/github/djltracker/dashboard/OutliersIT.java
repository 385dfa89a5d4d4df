package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.MadeRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Scales that exclude outliers, and say so. */
class OutliersIT extends ChartTest {
    private static final String TOGGLE = ".tools-of-all input[type=checkbox]";

    private void open(String query) {
        browser.open("/models/" + model("vision", "resnet").id() + query);
        awaitChart("score");
    }

    private void score(UUID run, double... values) {
        store.logs().append(run, Entries.points(store.logs().next(run), "score", "train", 1, values));
    }

    private static double[] waves(int run) {
        double[] values = new double[50];
        for (int i = 0; i < 50; i++) {
            values[i] = Math.sin(i / 5.0 + run);
        }
        return values;
    }

    @Test
    void one_spike_among_fifty_does_not_flatten_forty_curves() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            UUID run = MadeRun.of("vision", "resnet", i)
                    .steps(1)
                    .oneMetric()
                    .ended(null, null)
                    .into(store.logs());
            double[] values = waves(i);
            values[25] = i == 7 ? 1e9 : values[25];
            score(run, values);
            ids.add(run.toString().substring(0, 8));
        }
        open("?runs=" + String.join(".", ids));
        assertThat(ink("score", 0.1, 0.4, 0.2, 0.6)).isLessThan(0.1);

        browser.find(TOGGLE).sendKeys(Keys.SPACE);

        browser.await("curves as high as the chart", () -> ink("score", 0.1, 0.4, 0.35, 0.65) > 0.1);
        assertThat(browser.text("[data-metric=score] .chart-foot")).isEqualTo("\u25b3 1 value above the scale");
        assertThat(ink("score", 25 / 49.0 - 0.01, 25 / 49.0 + 0.01, 0, 0.08)).isGreaterThan(0.1);
        assertThat(browser.address()).contains("outliers=out");
        browser.driver().navigate().refresh();
        browser.awaitView();
        awaitChart("score");
        assertThat(browser.find(TOGGLE).isSelected()).isTrue();
        browser.click(TOGGLE);
        browser.await(
                "nothing left out",
                () -> browser.all("[data-metric=score] .chart-foot")
                        .get(0)
                        .getText()
                        .isEmpty());
    }

    @Test
    void what_lies_below_is_told_too_and_infinities_are_none_of_them() {
        UUID run = MadeRun.of("vision", "resnet", 1)
                .steps(1)
                .oneMetric()
                .ended(null, null)
                .into(store.logs());
        double[] values = waves(1);
        values[10] = -Double.MAX_VALUE;
        values[20] = Double.MAX_VALUE;
        values[30] = Double.POSITIVE_INFINITY;
        values[40] = Double.NaN;
        score(run, values);

        open("?outliers=out");

        assertThat(browser.text("[data-metric=score] .chart-foot"))
                .isEqualTo(
                        "\u2715 1 NaN \u00b7 \u25b2\u25bc infinite at 1 position \u00b7 \u25b3 1 value above the scale"
                                + " \u00b7 \u25bd 1 value below the scale");
        assertThat(ink("score", 0.3, 0.7, 0.4, 0.6)).isGreaterThan(0.1);
    }

    @Test
    void a_logarithmic_scale_leaves_them_out_by_their_powers() {
        UUID run = MadeRun.of("vision", "resnet", 1)
                .steps(1)
                .oneMetric()
                .ended(null, null)
                .into(store.logs());
        double[] values = new Random(1).doubles(50, 1, 100).toArray();
        values[25] = 1e200;
        values[26] = 1e-200;
        score(run, values);

        open("?outliers=out&log=score");

        assertThat(browser.text("[data-metric=score] .chart-foot"))
                .isEqualTo("\u25b3 1 value above the scale \u00b7 \u25bd 1 value below the scale");
    }

    @Test
    void where_nothing_is_out_of_the_way_all_is_seen() {
        UUID run = MadeRun.of("vision", "resnet", 1)
                .steps(1)
                .oneMetric()
                .ended(null, null)
                .into(store.logs());
        score(run, waves(1));

        open("?outliers=out");

        assertThat(browser.all("[data-metric=score] .chart-foot").get(0).getText())
                .isEmpty();
    }
}
