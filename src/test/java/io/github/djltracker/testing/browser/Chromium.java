package io.github.djltracker.testing.browser;

import io.github.djltracker.testing.process.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium process.
 *
 * @param driver the driver that is installed with it
 * @param profile its own folder, including its downloads
 */
record Chromium(ChromeDriver driver, Path profile) {
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    private static final List<String> DRIVERS =
            List.of("/usr/bin/chromedriver", "/usr/lib/chromium/chromedriver", "/usr/local/bin/chromedriver");

    /** Starts one. Without Chromium and its driver the test is skipped, except in CI. */
    static Chromium start() {
        String binary = installed("Chromium", "CHROMIUM", BROWSERS);
        String driver = installed("Chromium's driver", "CHROMEDRIVER", DRIVERS);
        System.setProperty("webdriver.chrome.driver", driver);
        try {
            Path profile = Files.createTempDirectory("djl-tracker-browser");
            ChromeOptions options = new ChromeOptions();
            options.setBinary(binary);
            options.addArguments(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    // one renderer for all pages of a test: all of them are ours, and starting another takes longer
                    // than most tests
                    "--disable-site-isolation-trials",
                    "--disable-features=SpareRendererForSitePerProcess",
                    "--lang=en-US",
                    "--window-size=1280,900",
                    "--user-data-dir=" + profile.resolve("data"));
            Files.createDirectory(profile.resolve("downloads"));
            options.setExperimentalOption(
                    "prefs",
                    Map.of(
                            "download.default_directory",
                            profile.resolve("downloads").toString()));
            LoggingPreferences logging = new LoggingPreferences();
            logging.enable(LogType.BROWSER, Level.ALL);
            logging.enable(LogType.PERFORMANCE, Level.ALL);
            options.setCapability("goog:loggingPrefs", logging);
            ChromeDriver started = new ChromeDriver(ChromeDriverService.createDefaultService(), options);
            return new Chromium(started, profile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String installed(String what, String variable, List<String> places) {
        String named = System.getenv(variable);
        List<String> candidates = named == null ? places : List.of(named);
        Optional<String> found = candidates.stream()
                .filter(place -> Files.isExecutable(Path.of(place)))
                .findFirst();
        Needs.that(found.isPresent(), what, "none of " + candidates + " is there; set " + variable + " to where it is");
        return found.orElseThrow();
    }
}
