package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.Entries;
import io.github.djltracker.testing.MadeRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

class ChartsIT extends ChartTest {
    private static final Pattern RANGE = Pattern.compile("/curves\\?name=loss&phase=train&.*from=(\\d+)&to=(\\d+)&");

    private void open(String query) {
        browser.open("/models/" + model("vision", "resnet").id() + query);
        awaitChart("loss");
    }

    private long[] rangeAsked() {
        long[] range = new long[2];
        browser.await(
                "a request of a part",
                () -> browser.requests().stream()
                        .map(RANGE::matcher)
                        .filter(Matcher::find)
                        .anyMatch(found -> {
                            range[0] = Long.parseLong(found.group(1));
                            range[1] = Long.parseLong(found.group(2));
                            return true;
                        }));
        return range;
    }

    @Test
    void a_zoom_fetches_finer_buckets_of_that_part() {
        MadeRun.of("vision", "resnet", 1).steps(20_000).into(store.logs());
        open("");
        browser.requests();

        drag("loss", 0.3, 0.4);

        long[] range = rangeAsked();
        assertThat(range[0]).isBetween(5_600L, 6_000L);
        assertThat(range[1]).isBetween(8_000L, 8_400L);
        assertThat(browser.address()).contains("zoom=");
        browser.driver().navigate().refresh();
        browser.awaitView();
        awaitChart("loss");
        assertThat(rangeAsked()).isEqualTo(range);
        browser.press("Show all steps");
        assertThat(browser.address()).doesNotContain("zoom=");
    }

    @Test
    void a_zoom_in_time_fetches_the_steps_that_each_run_made_then() {
        MadeRun.of("vision", "resnet", 1).steps(20_000).into(store.logs());
        open("?x=relative");
        browser.requests();

        drag("loss", 0.5, 0.6);

        long[] range = rangeAsked();
        assertThat(range[0]).isBetween(9_500L, 10_000L);
        assertThat(range[1]).isBetween(12_000L, 12_500L);
    }

    @Test
    void keys_zoom_and_read_values() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        open("");
        WebElement plot = browser.find("[data-metric=loss] .plot");

        plot.sendKeys("+");
        browser.await("the zoom", () -> browser.address().contains("zoom="));
        plot.sendKeys("0");
        browser.await("all", () -> !browser.address().contains("zoom="));
        plot.sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);

        browser.await(
                "the values",
                () -> Objects.requireNonNull(browser.find("[data-metric=loss]")
                                .findElement(org.openqa.selenium.By.cssSelector(".unseen"))
                                .getDomProperty("textContent"))
                        .matches("step \\d+; .*train [\\d.]+.*"));
    }

    @Test
    void the_pointer_shows_the_values_of_all_lines() {
        UUID first = MadeRun.of("vision", "resnet", 1).into(store.logs());
        UUID second = MadeRun.of("vision", "resnet", 2).learningRate(0.2).into(store.logs());
        open("");

        point("loss", 0.5);

        List<String> rows = Arrays.stream(browser.text(".values").split("\n")).toList();
        assertThat(rows.get(0)).matches("step 2[45]\\d");
        assertThat(browser.all(".values-rows > div")).hasSize(4);
        String text = browser.text(".values");
        assertThat(text)
                .contains(first.toString().substring(0, 8) + " (0.1) train")
                .contains(second.toString().substring(0, 8) + " (0.2) validate");
    }

    @Test
    void a_spike_is_seen_from_afar() {
        MadeRun.of("vision", "resnet", 1).steps(20_000).loss(12_345, 50).into(store.logs());

        open("");

        assertThat(ink("loss", 12_345 / 20_000.0, 12_345 / 20_000.0, 0.04, 0.5)).isGreaterThan(0.1);
        assertThat(ink("loss", 0.3, 0.3, 0.04, 0.5)).isLessThan(0.1);
    }

    @Test
    void what_is_no_number_is_marked() {
        MadeRun.of("vision", "resnet", 1)
                .loss(101, Double.NaN)
                .loss(301, Double.POSITIVE_INFINITY)
                .loss(401, Double.NEGATIVE_INFINITY)
                .into(store.logs());

        open("?hide=validate");

        assertThat(browser.text("[data-metric=loss] .chart-foot"))
                .isEqualTo("\u2715 1 NaN \u00b7 \u25b2\u25bc infinite at 2 positions");
        assertThat(ink("loss", 0.2, 0.2, 0, 0.08)).isGreaterThan(0.3);
        assertThat(ink("loss", 0.6, 0.6, 0, 0.08)).isGreaterThan(0.3);
        assertThat(ink("loss", 0.4, 0.4, 0, 0.08)).isLessThan(0.1);
        point("loss", 100 / 499.0);
        assertThat(browser.text(".values")).contains("NaN");
    }

    @Test
    void what_a_resumed_run_left_behind_is_faint() {
        UUID first = MadeRun.of("vision", "resnet", 1).into(store.logs());
        MadeRun.of("vision", "resnet", 2).resumedFrom(first, 250).steps(10).into(store.logs());

        open("?runs=" + first.toString().substring(0, 8) + "&hide=validate");

        assertThat(browser.text("[data-metric=loss] .chart-foot"))
                .isEqualTo("faint: after the step from which another run resumed");
        double before = ink("loss", 0.2, 0.4, 0, 1);
        double after = ink("loss", 0.6, 0.8, 0, 1);
        assertThat(after).isGreaterThan(0.08).isLessThan(before * 0.6);
    }

    @Test
    void the_scale_can_be_logarithmic() {
        MadeRun.of("vision", "resnet", 1).loss(250, -1).into(store.logs());
        open("");
        double linear = ink("loss", 0.9, 1, 0.4, 0.6);

        browser.press("[data-metric=loss]", "log");

        assertThat(linear).isGreaterThan(0.3);
        browser.await("another scale", () -> ink("loss", 0.9, 1, 0.4, 0.6) < 0.1);
        assertThat(browser.address()).contains("log=loss");
        browser.awaitText("[data-metric=loss] .chart-foot", "zero or less at 2 positions");
        assertThat(browser.button("[data-metric=loss]", "log").getDomAttribute("aria-pressed"))
                .isEqualTo("true");
    }

    @Test
    void smoothing_is_told_in_steps_and_kept_in_the_address() {
        MadeRun.of("vision", "resnet", 1).steps(5_000).into(store.logs());
        open("");
        Set<String> before = image();

        WebElement slider = browser.find("input[type=range]");
        for (int i = 0; i < 50; i++) {
            slider.sendKeys(Keys.ARROW_RIGHT);
        }

        assertThat(browser.text("output")).isEqualTo("250 steps");
        assertThat(browser.address()).contains("smooth=50");
        assertThat(image()).isNotEqualTo(before);
    }

    private Set<String> image() {
        return new HashSet<>(List.of(String.valueOf(
                browser.script("return document.querySelector('[data-metric=loss] canvas').toDataURL()"))));
    }

    @Test
    void what_was_changed_while_a_chart_was_out_of_sight_is_seen_when_it_comes_into_sight() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        for (int i = 0; i < 20; i++) {
            model("vision", "resnet").metrics().log("zigzag", i % 2, i + 1);
        }
        browser.size(500, 500);
        open("");
        String image = "return document.querySelector('[data-metric=zigzag] canvas').toDataURL()";
        String scroll = "document.querySelector('[data-metric=zigzag]').scrollIntoView()";
        browser.script(scroll);
        awaitChart("zigzag");
        Object before = browser.script(image);

        browser.script("scrollTo(0, 0)");
        WebElement slider = browser.find("input[type=range]");
        browser.await("the top", () -> Objects.equals(browser.script("return scrollY"), 0L));
        for (int i = 0; i < 30; i++) {
            slider.sendKeys(Keys.ARROW_RIGHT);
        }
        assertThat(browser.script(image)).isEqualTo(before);
        browser.script(scroll);

        browser.await("what is smooth", () -> !Objects.equals(browser.script(image), before));
    }

    @Test
    void phases_can_be_hidden() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        open("");
        point("loss", 0.5);
        assertThat(browser.all(".values-rows > div")).hasSize(2);

        browser.press("[data-metric=loss]", "validate");

        browser.await("the address", () -> browser.address().contains("hide=validate"));
        browser.await("one line", () -> {
            point("loss", 0.4);
            return browser.all(".values-rows > div").size() == 1;
        });
    }

    @Test
    void nothing_is_drawn_of_phases_that_are_all_hidden() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        open("");

        browser.press("[data-metric=loss]", "validate");
        browser.press("[data-metric=loss]", "train");

        browser.awaitText("[data-metric=loss] .chart-foot", "No values in this range.");
        browser.await("an empty chart", () -> ink("loss", 0, 1, 0, 1) < 0.05);
    }

    @Test
    void phases_may_be_called_like_anything() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        MadeRun.of("vision", "resnet", 2).into(store.logs());
        for (String phase : List.of("constructor", "__proto__", "toString")) {
            model("vision", "resnet").metrics().log("loss", 1, 100, phase);
            model("vision", "resnet").metrics().log("loss", 2, 200, phase);
        }

        open("");

        assertThat(browser.text("[data-metric=loss] .phases")).contains("constructor", "__proto__", "toString");
        assertThat(browser.text("[data-metric=loss] .chart-foot")).isEmpty();
    }

    @Test
    void a_chart_that_is_zoomed_in_grows_too() {
        UUID run =
                MadeRun.of("vision", "resnet", 1).ended(null, null).oneMetric().into(store.logs());
        open("?zoom=300~600");
        assertThat(ink("loss", 0.8, 1, 0, 1)).isLessThan(0.05);

        long next = store.logs().next(run);
        for (int i = 0; i < 3; i++) {
            double[] values = new double[50];
            Arrays.fill(values, 0.6);
            next = store.logs().append(run, Entries.points(next, "loss", "train", 501 + 50L * i, values));
        }

        browser.await("the rest of the line", () -> ink("loss", 0.9, 0.98, 0, 1) > 0.1);
    }

    @Test
    void the_x_axis_counts_steps_epochs_or_time() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        open("");

        for (String mode : List.of("epoch", "relative", "wall", "step")) {
            browser.click("select[aria-label='X axis'] option[value=" + mode + "]");
            awaitChart("loss");
            point("loss", 0.5);
            String title = browser.text(".values-title");
            assertThat(title)
                    .matches(
                            switch (mode) {
                                case "epoch" -> "epoch [45](\\.\\d+)?";
                                case "relative" -> "after 2[45]\\.\\d s";
                                case "wall" -> "\\w{3} \\d+, \\d{4}.*";
                                default -> "step 2[45]\\d";
                            });
        }
        assertThat(browser.address()).doesNotContain("x=");
    }

    @Test
    void a_chart_is_saved_as_picture_and_as_numbers() throws IOException {
        UUID run = MadeRun.of("vision", "resnet", 1).loss(10, Double.NaN).into(store.logs());
        open("");

        Path csv = browser.downloads().resolve("loss.csv");
        Path png = browser.downloads().resolve("loss.png");

        browser.press("[data-metric=loss]", "PNG");
        browser.await("the picture", () -> Files.exists(png));
        browser.press("[data-metric=loss]", "CSV");
        browser.await("the numbers", () -> Files.exists(csv));

        List<String> lines = Files.readAllLines(csv);
        assertThat(lines.get(0))
                .isEqualTo("run,metric,phase,firstStep,lastStep,firstTime,lastTime,first,last,min,max,mean,count,nan");
        assertThat(lines).hasSize(1 + 10 + 500).anyMatch(line -> line.startsWith(run + ",loss,train,10,10,"));
        assertThat(lines.stream().filter(line -> line.contains(",train,10,10,")))
                .singleElement()
                .asString()
                .endsWith(",NaN,NaN,NaN,NaN,NaN,1,1");
        assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(300);
    }

    @Test
    void texts_in_a_file_of_numbers_are_no_formulas() throws IOException {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        model("vision", "resnet").metrics().log("=1+1", 0.5, 1, "@SUM(A1)");
        open("");

        browser.press("[data-metric='=1+1']", "CSV");

        Path csv = browser.downloads().resolve("_1_1.csv");
        browser.await("the file", () -> Files.exists(csv));
        assertThat(Files.readAllLines(csv).get(1)).startsWith(",'=1+1,'@SUM(A1),1,1,");
    }

    @Test
    void metrics_are_filtered_where_they_are_many() {
        MadeRun.of("vision", "resnet", 1).into(store.logs());
        for (int i = 0; i < 12; i++) {
            model("vision", "resnet").metrics().log("norm " + i, i, 1);
        }
        open("");

        browser.type("input[aria-label='Filter metrics']", "norm 1");

        browser.await("the charts", () -> browser.all(".chart").size() == 3);
        assertThat(browser.address()).contains("metrics=norm+1");
    }
}
