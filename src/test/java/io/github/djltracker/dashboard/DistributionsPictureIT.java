package io.github.djltracker.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import io.github.djltracker.ExperimentTracker;
import io.github.djltracker.domain.run.Run;
import io.github.djltracker.domain.value.Histogram;
import io.github.djltracker.listener.TrackingListener;
import io.github.djltracker.testing.Trainings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The parameter distributions of real trainings, as the dashboard draws them. */
class DistributionsPictureIT extends DashboardTest {
    private static final String WEIGHT = "03Linear_weight";
    private static final String OPEN = "?distributions=open&parameter=" + WEIGHT;
    private static final String DRAWN = ".distribution .sweep[data-drawn]";
    private static final Pattern PLACE =
            Pattern.compile("step ([\\d,]+)\\D.*?(-?[\\d.e-]+) to (-?[\\d.e-]+)\\D.*?([\\d.e-]+) %", Pattern.DOTALL);

    private List<Run> runs = List.of();

    /** Two trainings of one network, at different learning rates. */
    @BeforeEach
    void train() {
        train(0.1f);
        train(0.8f);
        runs = model("inside", "mlp").runs().list();
    }

    private void train(float rate) {
        try (ExperimentTracker tracker = ExperimentTracker.open(file().toString());
                NDManager manager = NDManager.newBaseManager();
                Model model = Trainings.model("mlp", Trainings.network())) {
            DefaultTrainingConfig config = Trainings.config().addTrainingListeners(TrainingListener.Defaults.basic());
            config.optOptimizer(
                    Optimizer.sgd().setLearningRateTracker(Tracker.fixed(rate)).build());
            TrackingListener.builder(tracker.experiment("inside").models())
                    .optParameterDistributions(2)
                    .attach(config);
            try (Trainer trainer = Trainings.trainer(model, config)) {
                Trainings.fit(trainer, 2, Trainings.data(manager, 10), Trainings.data(manager, 1));
            }
        }
    }

    private List<Histogram> weights(Run run) {
        return model("inside", "mlp").histograms().weight(run.id(), WEIGHT);
    }

    /** Checks that a text gives the same values for its step and bin as the histograms in the store. */
    private void isTrue(String text, List<Histogram> looks, HistogramBins bins) {
        Matcher said = PLACE.matcher(text);
        assertThat(said.find()).as(text).isTrue();
        double low = Double.parseDouble(said.group(2));
        double high = Double.parseDouble(said.group(3));
        long step = Long.parseLong(said.group(1).replace(",", ""));
        Histogram look =
                looks.stream().filter(one -> one.step() == step).findFirst().orElseThrow();
        int bin = bins.binAt((low + high) / 2);
        assertThat(low).as(text).isCloseTo(bins.edge(bin), within(1e-3));
        assertThat(high).as(text).isCloseTo(bins.edge(bin + 1), within(1e-3));
        assertThat(Double.parseDouble(said.group(4))).as(text).isCloseTo(bins.percent(look, bin), within(0.06));
    }

    private void openRun(String query) {
        browser.open("/runs/" + runs.get(0).id() + query);
        browser.find(DRAWN);
    }

    private String drawn() {
        return Objects.requireNonNull(browser.find(DRAWN).getDomAttribute("data-drawn"));
    }

    private String spoken() {
        return String.valueOf(
                browser.script("return document.querySelector('.distributions .unseen[aria-live]').textContent"));
    }

    /** The number of colours in a part of the first picture, given in per cent of its size. */
    private long colors(int left, int top, int right, int bottom) {
        return (long) Objects.requireNonNull(browser.script("""
                const canvas = document.querySelector('.distribution canvas');
                const [left, right] = [arguments[0], arguments[2]].map(x => Math.round(canvas.width * x / 100));
                const [top, bottom] = [arguments[1], arguments[3]].map(y => Math.round(canvas.height * y / 100));
                const pixels = new Uint32Array(canvas.getContext('2d').getImageData(left, top, right - left, bottom - top).data.buffer);
                return new Set(pixels).size;""", left, top, right, bottom));
    }

    @Test
    void a_heat_map_says_which_share_of_the_values_was_where_at_each_step() {
        List<Histogram> looks = weights(runs.get(0));
        HistogramBins bins = HistogramBins.of(looks);

        openRun(OPEN);

        assertThat(drawn()).startsWith("Heat map: 10 of 10, values " + bins.low() + " to " + bins.high() + ", share ");
        assertThat(colors(10, 20, 95, 85)).isGreaterThan(8);
        browser.find(DRAWN).sendKeys(Keys.HOME);
        assertThat(spoken()).startsWith("step 2; value ");
        isTrue(spoken(), looks, bins);
        browser.find(DRAWN).sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_UP);
        assertThat(spoken()).startsWith("step 6; value ");
        isTrue(spoken(), looks, bins);
        isTrue(browser.text(".values"), looks, bins);
        browser.find(DRAWN).sendKeys(Keys.END);
        assertThat(spoken()).startsWith("step 20; value ");
        browser.find(DRAWN).sendKeys(Keys.ESCAPE);
        browser.await("no values", () -> browser.all(".values").stream().noneMatch(WebElement::isDisplayed));
    }

    @Test
    void what_is_under_the_pointer_is_told() {
        List<Histogram> looks = weights(runs.get(0));
        openRun(OPEN);

        browser.actions().moveToElement(browser.find(DRAWN), 40, -20).perform();

        browser.awaitText(".values", "share of values");
        isTrue(browser.text(".values"), looks, HistogramBins.of(looks));
    }

    @Test
    void ridges_are_an_outline_for_each_look() {
        List<Histogram> looks = weights(runs.get(0));
        openRun(OPEN);

        browser.button(".distributions", "Ridges").sendKeys(Keys.ENTER);

        browser.await("ridges", () -> drawn().startsWith("Ridges: 10 of 10, "));
        assertThat(browser.address()).contains("ridges=true");
        assertThat(colors(10, 20, 95, 85)).isGreaterThan(8);
        browser.find(DRAWN).sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
        assertThat(spoken()).startsWith("step 4; value ");
        isTrue(spoken(), looks, HistogramBins.of(looks));
        browser.actions().moveToElement(browser.find(DRAWN), 5, 30).perform();
        browser.await("another step", () -> !browser.text(".values").contains("step 4\n"));
        isTrue(browser.text(".values"), looks, HistogramBins.of(looks));
        browser.driver().navigate().refresh();
        browser.awaitView();
        assertThat(drawn()).startsWith("Ridges: ");
    }

    @Test
    void runs_stand_side_by_side_with_one_scale() {
        List<Histogram> all =
                runs.stream().flatMap(run -> weights(run).stream()).toList();
        HistogramBins bins = HistogramBins.of(all);

        browser.open("/models/" + model("inside", "mlp").id() + OPEN);
        browser.await("both", () -> browser.count(DRAWN) == 2);

        List<String> drawn = browser.all(DRAWN).stream()
                .map(picture -> Objects.requireNonNull(picture.getDomAttribute("data-drawn")))
                .toList();
        assertThat(drawn.get(0))
                .contains("values " + bins.low() + " to " + bins.high())
                .isEqualTo(drawn.get(1));
        assertThat(browser.texts(".distribution figcaption"))
                .containsExactlyInAnyOrderElementsOf(
                        runs.stream().map(run -> labelOf(run)).toList());
        browser.all(DRAWN).get(1).sendKeys(Keys.END);
        isTrue(
                spoken(),
                weights(runOf(browser.all(".distribution figcaption").get(1).getText())),
                bins);
        browser.click("tr[data-key='" + runs.get(0).id() + "'] input");
        browser.await("one", () -> browser.count(DRAWN) == 1);
        assertThat(drawn()).isNotEqualTo(drawn.get(0));
        browser.open("/compare" + OPEN + "&run=" + runs.get(0).id() + "&run="
                + runs.get(1).id());
        browser.await("both", () -> browser.count(DRAWN) == 2);
        assertThat(drawn()).isEqualTo(drawn.get(0));
    }

    private String labelOf(Run run) {
        String rate = run.equals(runs.get(0)) ? "0.1" : "0.8";
        return run.id().toString().substring(0, 8) + " (" + rate + ")";
    }

    private Run runOf(String label) {
        return runs.stream()
                .filter(run -> labelOf(run).equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void gradients_are_shown_by_a_switch() {
        HistogramBins gradients = HistogramBins.of(
                model("inside", "mlp").histograms().gradient(runs.get(0).id(), WEIGHT));
        openRun(OPEN);

        browser.press(".distributions", "Gradients");

        browser.await("gradients", () -> drawn().contains("values " + gradients.low() + " to " + gradients.high()));
        assertThat(browser.address()).contains("gradients=true");
        browser.click("select[aria-label=Parameter] option[value='01Linear_bias']");
        browser.await("another parameter", () -> !drawn().contains("values " + gradients.low()));
        assertThat(browser.address()).contains("parameter=01Linear_bias");
    }

    @Test
    void the_same_is_a_table_and_files() throws IOException {
        List<Histogram> looks = weights(runs.get(0));
        openRun(OPEN);

        browser.find(".distributions .as-table summary").sendKeys(Keys.ENTER);

        browser.await("rows", () -> rows("Recorded histograms").size() == looks.size());
        List<List<String>> rows = rows("Recorded histograms");
        for (int i = 0; i < rows.size(); i++) {
            double[] numbers =
                    rows.get(i).stream().mapToDouble(Double::parseDouble).toArray();
            assertThat(numbers[0]).isEqualTo((double) looks.get(i).step());
            assertThat(numbers[1]).isCloseTo(looks.get(i).low(), within(1e-3));
            assertThat(Arrays.copyOfRange(numbers, 1, 8)).isSorted();
            assertThat(numbers[7]).isCloseTo(looks.get(i).high(), within(1e-3));
            assertThat(numbers[8]).isEqualTo(48);
        }
        browser.press(".distributions", "CSV");
        browser.press(".distributions", "PNG");
        Path csv = browser.downloads().resolve("weight_histogram_03Linear_weight.csv");
        Path png = browser.downloads().resolve("weight_histogram_03Linear_weight.png");
        browser.await("the files", () -> Files.exists(csv) && Files.exists(png));
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(looks.size() + 1);
        assertThat(lines.get(0))
                .startsWith("run,histogram,step,low,high,bucket 1,")
                .endsWith(",bucket 32");
        Stream<String> counts = looks.get(0).counts().stream().map(String::valueOf);
        assertThat(lines.get(1))
                .startsWith(runs.get(0).id() + ",weight_histogram/" + WEIGHT + ",2,")
                .endsWith("," + String.join(",", counts.toList()));
        assertThat(ImageIO.read(png.toFile()).getWidth()).isGreaterThan(1_000);
    }

    @Test
    void only_what_is_shown_is_fetched() {
        browser.open("/runs/" + runs.get(0).id());
        browser.find(".chart canvas");
        assertThat(browser.requests()).noneMatch(url -> url.contains("histogram"));

        browser.find(".distributions summary").sendKeys(Keys.ENTER);

        browser.find(DRAWN);
        assertThat(browser.address()).contains("distributions=open");
        assertThat(browser.requests().stream().filter(url -> url.contains("histogram")))
                .singleElement()
                .asString()
                .contains("name=weight_histogram%2F01Linear_bias&phase=histogram&run="
                        + runs.get(0).id());
        browser.find(".distributions summary").sendKeys(Keys.ENTER);
        browser.await("the address", () -> !browser.address().contains("distributions"));
    }

    @Test
    void it_fits_a_narrow_screen() {
        browser.size(400, 900);

        for (String shape : List.of("", "&ridges=true")) {
            openRun(OPEN + shape);
            assertThat(IntStream.of(
                            browser.find(DRAWN).getSize().width,
                            browser.find(".distributions").getSize().width))
                    .allMatch(width -> width > 300 && width <= 400);
            assertThat(browser.script("return document.scrollingElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            assertThat(colors(20, 30, 90, 80)).isGreaterThan(8);
        }
    }
}
