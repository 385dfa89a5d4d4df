package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.testing.TunedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Parallel coordinates: axes, brushes, keys, and how long a brush takes to draw. */
class ParallelIT extends DashboardTest {
    private static final String TABLE = "Runs within the brushes";
    private static final String THREE = "&axes=setting.data.layers,setting.data.optimizer,loss%2540validate.last";

    /** Ten runs, with 1 to 10 layers and a loss of 0.1 to 1; the last one has no loss. */
    private void recordTen() {
        for (int i = 0; i < 10; i++) {
            TunedRun run = TunedRun.of("sweep", i)
                    .setting("layers", i + 1)
                    .setting("optimizer", i < 5 ? "Adam" : "Sgd")
                    .setting("seed", 7);
            (i == 9 ? run : run.metric("loss", (i + 1) / 10.0)).into(store.logs());
        }
    }

    private void open(String query) {
        browser.open("/experiments/" + store.experiment("sweep").id() + "/runs?picture=parallel" + query);
        browser.await("strips of axes", () -> browser.count(".axis-strip") > 0);
    }

    private void awaitNote(String text) {
        browser.awaitText(".picture .chart-foot", text);
    }

    private String spoken() {
        return browser.text(".picture [aria-live]");
    }

    @Test
    void axes_begin_with_the_settings_that_differ_and_the_metric() {
        recordTen();
        open("");

        awaitNote("10 runs. 1 of 10 runs has no loss@validate.last.");

        assertThat(browser.count(".axis-strip")).isEqualTo(3);
        browser.button(".picture", "log");
        browser.click(".picture .chooser summary");
        assertThat(browser.script("return [...document.querySelectorAll('.picture .chooser-list input')]"
                        + ".filter(box => box.checked).length"))
                .isEqualTo(3L);
    }

    @Test
    void a_brush_leaves_the_runs_within_it_and_is_kept_in_the_address() {
        recordTen();
        open(THREE);
        awaitNote("10 runs.");
        WebElement strip = browser.find(".axis-strip[data-axis='0']");
        int height = strip.getSize().height;

        // from the middle of the axis to above its top
        browser.actions()
                .moveToElement(strip, 0, 0)
                .moveByOffset(0, 14)
                .clickAndHold()
                .moveByOffset(0, -height / 2)
                .release()
                .perform();

        awaitNote("5 of 10 runs within the brushes.");
        assertThat(browser.address()).contains("brush=setting.data.layers");
        browser.click(".as-table summary");
        browser.await("the table", () -> rows(TABLE).size() == 5);
        assertThat(column(TABLE, 2)).containsExactlyInAnyOrder("6", "7", "8", "9", "10");
        assertThat(browser.address()).contains("picture=parallel");

        browser.open(browser.address());
        awaitNote("5 of 10 runs within the brushes.");
        browser.click(".axis-strip[data-axis='0']");
        awaitNote("10 runs.");
        assertThat(browser.address()).doesNotContain("brush=").contains("/runs?");
    }

    @Test
    void brushes_of_several_axes_narrow_together_and_a_run_without_a_value_is_in_none() {
        recordTen();
        open(THREE + "&brush=setting.data.optimizer~Adam~Adam,loss%40validate.last~0.7~99");
        awaitNote("0 of 10 runs");

        open(THREE + "&brush=setting.data.optimizer~Sgd~Sgd,loss%40validate.last~0.7~0.9");

        awaitNote("3 of 10 runs within the brushes.");
        browser.press("Clear brushes");
        awaitNote("10 runs.");
    }

    @Test
    void brushes_become_a_filter_by_which_the_same_runs_are_found() {
        recordTen();
        open(THREE + "&where=data.seed%20%3D%207"
                + "&brush=setting.data.optimizer~Sgd~Sgd,loss%40validate.last~0.7~0.9");
        awaitNote("3 of 10 runs within the brushes.");

        browser.press("Filter by brushes");

        awaitNote("3 runs.");
        assertThat(browser.find("input.where").getDomProperty("value"))
                .isEqualTo("(data.seed = 7) and \"setting.data.optimizer\" in (\"Sgd\")"
                        + " and \"loss@validate.last\" >= 0.7 and \"loss@validate.last\" <= 0.9");
        assertThat(browser.address()).doesNotContain("brush=").contains("where=");
        assertThat(browser.all(".picture button").stream()
                        .filter(WebElement::isDisplayed)
                        .map(WebElement::getText))
                .doesNotContain("Filter by brushes", "Clear brushes");
    }

    @Test
    void brushes_of_times_durations_and_models_become_filters_too() {
        recordTen();
        open("&axes=started,duration,model,status,step");
        awaitNote("10 runs.");
        WebElement plot = browser.find(".sweep");
        // a brush on each axis, over most of the runs
        for (int axis = 0; axis < 5; axis++) {
            plot.sendKeys(Keys.ARROW_UP);
            for (int run = 0; run < 10; run++) {
                plot.sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_UP));
            }
            plot.sendKeys(Keys.ARROW_RIGHT);
        }
        awaitNote(" of 10 runs within the brushes.");
        String within = browser.text(".picture .chart-foot").replaceFirst(" of 10 runs.*", "");

        browser.press("Filter by brushes");

        awaitNote(within + " runs.");
        assertThat(Integer.parseInt(within)).isGreaterThan(5);
        assertThat(browser.find("input.where").getDomProperty("value"))
                .matches("\"started\" >= \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ and \"started\" <= .*"
                        + "\"duration\" >= \\d+ms and .* hash in \\(\"[0-9a-z\", ]+\\) and \"status\" in .*");
        assertThat(browser.texts("[role=alert]")).allMatch(String::isEmpty);
    }

    @Test
    void keys_alone_go_brush_move_and_open() {
        recordTen();
        open(THREE);
        awaitNote("10 runs.");
        WebElement plot = browser.find(".sweep");

        plot.sendKeys(Keys.ARROW_UP, Keys.ARROW_UP);
        assertThat(spoken()).contains("; data.layers 2; data.optimizer Adam; loss@validate.last 0.2");
        plot.sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_UP), Keys.chord(Keys.SHIFT, Keys.ARROW_UP));
        assertThat(spoken()).isEqualTo("data.layers, brushed from 2 to 4; 3 of 10 runs");
        awaitNote("3 of 10 runs within the brushes.");
        plot.sendKeys(Keys.ARROW_RIGHT);
        assertThat(spoken()).isEqualTo("data.optimizer, axis 2 of 3");
        plot.sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_RIGHT));
        assertThat(spoken()).isEqualTo("data.optimizer is axis 3 of 3");
        assertThat(browser.address())
                .contains("axes=setting.data.layers%2Closs%2540validate.last%2Csetting.data.optimizer");
        plot.sendKeys(Keys.ESCAPE);
        awaitNote("10 runs.");
        plot.sendKeys(Keys.ENTER);

        browser.awaitView();
        assertThat(browser.address())
                .isEqualTo("/runs/" + TunedRun.of("sweep", 3).id());
    }

    @Test
    void a_line_tells_its_run_under_the_pointer_and_a_click_opens_it() {
        recordTen();
        open("&axes=setting.data.layers,setting.data.seed&where=data.layers%20%3D%204");
        awaitNote("1 run.");
        WebElement first = browser.find(".axis-strip[data-axis='0']");

        browser.await("a line", () -> {
            for (int y = -120; y < 120; y += 6) {
                browser.actions().moveToElement(first, 60, y).perform();
                if (browser.count(".sweep.on-run") > 0) {
                    return true;
                }
            }
            return false;
        });
        browser.awaitText(".values", "data.layers");
        browser.actions().click().perform();

        browser.awaitView();
        assertThat(browser.address())
                .isEqualTo("/runs/" + TunedRun.of("sweep", 3).id());
    }

    @Test
    void it_is_saved_as_picture_and_as_the_numbers_within_the_brushes() throws IOException {
        recordTen();
        open(THREE + "&brush=setting.data.layers~9~10");
        awaitNote("2 of 10 runs");

        browser.press(".picture", "CSV");
        browser.press(".picture", "PNG");

        Path csv = browser.downloads().resolve("Parallel_coordinates.csv");
        Path png = browser.downloads().resolve("Parallel_coordinates.png");
        browser.await("the files", () -> Files.exists(csv) && Files.exists(png));
        assertThat(Files.readAllLines(csv))
                .hasSize(3)
                .startsWith("run,name,data.layers,data.optimizer,loss@validate.last")
                .anyMatch(line -> line.endsWith(",9,Sgd,0.9"))
                .anyMatch(line -> line.endsWith(",10,Sgd,"));
        assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(1_000);
    }

    @Test
    void names_and_values_of_any_kind_are_only_text() {
        String hostile = "<img src=x onerror=alert(1)>~,\"'%41&";
        for (int i = 0; i < 6; i++) {
            TunedRun.of("sweep", i)
                    .setting(hostile, hostile + i)
                    .setting("great", i % 2 == 0 ? 1e308 / (i + 1) : -1e308)
                    .metric(hostile, new double[] {1, Double.NaN, Double.POSITIVE_INFINITY, -1e300, 1e300, 0}[i])
                    .into(store.logs());
        }
        open("");
        awaitNote("6 runs.");
        browser.find(".sweep").sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_UP, Keys.chord(Keys.SHIFT, Keys.ARROW_UP));
        browser.awaitText(".values", "<img");
        awaitNote("of 6 runs within the brushes.");
        String note = browser.text(".picture .chart-foot");

        browser.open(browser.address());
        awaitNote(note);
        assertThat(note).contains("1 of 6 runs has NaN for").contains("1 of 6 runs has an infinite");
        for (String other : List.of("scatter", "correlation")) {
            browser.click("select[aria-label=Picture] option[value=" + other + "]");
            browser.find(".picture[aria-label=" + (other.equals("scatter") ? "Scatter" : "Correlation") + "]");
        }
        browser.awaitText(".cell-link", "<img");
        assertThat(browser.count("img")).isZero();
    }

    @Test
    void it_fits_a_narrow_screen() {
        recordTen();
        browser.size(400, 800);
        open("");
        awaitNote("10 runs.");

        assertThat(browser.script("return document.scrollingElement.scrollWidth"))
                .isEqualTo(browser.script("return document.documentElement.clientWidth"));
    }

    /**
     * Prints how long a brush takes from the movement of the pointer to the pixels. The time is not checked, since the
     * machine may be busy.
     */
    @Test
    void a_brush_over_a_thousand_runs_is_painted_with_each_move_of_the_pointer() {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            TunedRun.of("sweep", i)
                    .setting("rate", Math.pow(10, -4 * random.nextDouble()))
                    .setting("layers", random.nextInt(12))
                    .setting("dropout", random.nextDouble())
                    .setting("optimizer", List.of("Adam", "Sgd", "AdamW").get(random.nextInt(3)))
                    .setting("width", 16 << random.nextInt(6))
                    .setting("warmup", random.nextInt(1_000))
                    .setting("decay", random.nextDouble())
                    .metric("loss", random.nextDouble())
                    .into(store.logs());
        }
        open("");
        awaitNote("1,000 runs.");

        List<?> millis = (List<?>) Objects.requireNonNull(browser.promise("""
                const canvas = document.querySelector('.sweep canvas');
                const strip = document.querySelector('.axis-strip[data-axis="3"]');
                const box = strip.getBoundingClientRect();
                const at = y => ({ bubbles: true, pointerId: 1, button: 0, clientX: box.x + 5, clientY: box.y + y });
                // a pointer that no hand holds cannot be captured
                strip.parentElement.setPointerCapture = () => {};
                strip.dispatchEvent(new PointerEvent('pointerdown', at(100)));
                // reads from a small copy: a canvas that is read itself is kept elsewhere from then on
                const copy = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
                const taken = [];
                for (let i = 0; i < 60; i++) {
                    await new Promise(resolve => requestAnimationFrame(resolve));
                    const begun = performance.now();
                    strip.dispatchEvent(new PointerEvent('pointermove', at(120 + 3 * i)));
                    // asked for after the picture's own, and so it is called after that: then the pixels have to be there
                    await new Promise(resolve => requestAnimationFrame(resolve));
                    copy.drawImage(canvas, 0, 0, 1, 1);
                    copy.getImageData(0, 0, 1, 1);
                    taken.push(performance.now() - begun);
                }
                strip.dispatchEvent(new PointerEvent('pointerup', at(297)));
                return taken.sort((a, b) => a - b);"""));

        System.out.printf(
                "A brush over 1,000 runs on 8 axes, from the pointer to the pixels: median %.1f ms, 95 %% within %.1f ms, at most %.1f ms%n",
                ((Number) millis.get(30)).doubleValue(),
                ((Number) millis.get(57)).doubleValue(),
                ((Number) millis.get(59)).doubleValue());
        awaitNote("of 1,000 runs within the brushes.");
        assertThat(millis).hasSize(60);
    }
}
