package io.github.djltracker.dashboard;

import java.util.Objects;
import org.openqa.selenium.WebElement;

/** Actions on charts, and what they show. */
abstract class ChartTest extends DashboardTest {
    void awaitChart(String metric) {
        browser.find("[data-metric='" + metric + "'] .u-over");
        browser.await("lines", () -> ink(metric, 0, 1, 0, 1) > 0.1);
    }

    /** The strongest colour of a point in a part of a chart, 0 to 1; y is measured from the top. */
    double ink(String metric, double fromX, double toX, double fromY, double toY) {
        Object ink = browser.script("""
                const chart = document.querySelector(`[data-metric="${arguments[0]}"]`);
                const canvas = chart.querySelector('canvas');
                const at = canvas.getBoundingClientRect();
                const over = chart.querySelector('.u-over').getBoundingClientRect();
                const [x0, x1, y0, y1] = [...arguments].slice(1);
                const left = Math.round(over.left - at.left + x0 * over.width) - 2;
                const top = Math.round(over.top - at.top + y0 * over.height);
                const width = Math.max(5, Math.round((x1 - x0) * over.width) + 5);
                const height = Math.max(1, Math.round((y1 - y0) * over.height));
                const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
                copy.drawImage(canvas, left, top, width, height, 0, 0, width, height);
                const { data } = copy.getImageData(0, 0, width, height);
                let most = 0;
                for (let i = 0; i < data.length; i += 4) {
                    const r = data[i], g = data[i + 1], b = data[i + 2];
                    most = Math.max(most, (Math.max(r, g, b) - Math.min(r, g, b)) * data[i + 3] / 255);
                }
                return most / 255;""", metric, fromX, toX, fromY, toY);
        return ((Number) Objects.requireNonNull(ink)).doubleValue();
    }

    void drag(String metric, double from, double to) {
        WebElement over = browser.find("[data-metric='" + metric + "'] .u-over");
        int width = over.getSize().getWidth();
        browser.actions()
                .moveToElement(over, (int) ((from - 0.5) * width), 0)
                .clickAndHold()
                .moveToElement(over, (int) ((to - 0.5) * width), 0)
                .release()
                .perform();
    }

    void point(String metric, double x) {
        WebElement over = browser.find("[data-metric='" + metric + "'] .u-over");
        int width = over.getSize().getWidth();
        browser.actions()
                .moveToElement(over, (int) ((x - 0.5) * width) - 3, 0)
                .moveToElement(over, (int) ((x - 0.5) * width), 0)
                .perform();
    }
}
