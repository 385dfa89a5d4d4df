package io.github.djltracker.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * A Chromium without a window, driven by the driver that is installed beside it, with a profile of its own. It remembers
 * what the console said and what was requested, so that a test can ask whether anything was wrong. Not thread-safe.
 */
public final class Browser implements AutoCloseable {
    /** How long anything that is waited for may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern REQUEST = Pattern.compile(
            "\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"(https?://[^\"]*)\"");

    /** The text of an element as WebDriver gives it, for which it needs a command for each. */
    private static final String SEEN =
            "one => one.checkVisibility() ? one.innerText.replace(/[^\\S\\n]+/g, ' ').trim() : ''";

    private static @Nullable Browser shared;

    private final ChromeDriver driver;
    private final Path profile;
    private final List<String> console = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private URI server = URI.create("http://localhost");

    private Browser(ChromeDriver driver, Path profile) {
        this.driver = driver;
        this.profile = profile;
    }

    /**
     * The one that all tests of a process share, since starting one takes seconds; started at the first call. It is as a new
     * one but for the files of servers that it has seen, which it keeps.
     */
    public static synchronized Browser shared() {
        Browser browser = shared;
        if (browser == null) {
            browser = start();
            shared = browser;
            Runtime.getRuntime().addShutdownHook(new Thread(browser::close));
        }
        browser.size(1280, 900);
        browser.dark(false);
        browser.problems();
        return browser;
    }

    /** Starts one. Without Chromium and its driver the test is skipped, but never in CI. */
    public static Browser start() {
        Chromium chromium = Chromium.start();
        return new Browser(chromium.driver(), chromium.profile());
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** Where downloads go. */
    public Path downloads() {
        return profile.resolve("downloads");
    }

    /** From now on addresses are below this one, and requests elsewhere are wrong. */
    public void use(URI uri) {
        server = uri;
    }

    /** Forgets what the page has kept, and leaves it before it notices that its server has gone. */
    public void leave() {
        script("try { localStorage.clear(); sessionStorage.clear(); } catch { /* no page of a server */ }");
        driver.get("about:blank");
        problems();
        try (Stream<Path> files = Files.list(downloads())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Goes to an address and waits until its view is there. */
    public void open(String path) {
        driver.get(server.resolve(path).toString());
        awaitView();
    }

    /** Waits until the view of the address is there. */
    public void awaitView() {
        await("the view", () -> count(".view[data-ready]") == 1);
    }

    /** The address as it is now, without the server. */
    public String address() {
        return Objects.requireNonNull(driver.getCurrentUrl())
                .substring(server.toString().length());
    }

    public void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What the system wants, as the browser is told. */
    public void dark(boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    /** Waits for a claim to hold; elements that are replaced meanwhile are no failure. */
    public void await(String what, BooleanSupplier claim) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(e -> e instanceof StaleElementReferenceException)
                .until(claim::getAsBoolean);
    }

    public int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    /** The first element that a selector finds, once it is there and can be seen. */
    public WebElement find(String css) {
        await(
                css,
                () -> driver.findElements(By.cssSelector(css)).stream()
                        .findFirst()
                        .map(WebElement::isDisplayed)
                        .orElse(false));
        return driver.findElement(By.cssSelector(css));
    }

    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The button of this text within what a selector finds, once it is there. */
    public WebElement button(String within, String text) {
        AtomicReference<WebElement> found = new AtomicReference<>();
        await("the button " + text, () -> {
            buttons(within, text).findFirst().ifPresent(found::set);
            return found.get() != null;
        });
        return Objects.requireNonNull(found.get());
    }

    private Stream<WebElement> buttons(String within, String text) {
        By path = By.xpath(".//button[normalize-space()='" + text + "']");
        return all(within).stream()
                .flatMap(element -> element.findElements(path).stream())
                .filter(WebElement::isDisplayed);
    }

    /** Clicks the button of this text, once it is there; also one that is being replaced. */
    public void press(String text) {
        await("the button " + text, () -> {
            Optional<WebElement> button = buttons("body", text).findFirst();
            button.ifPresent(WebElement::click);
            return button.isPresent();
        });
    }

    /** Replaces what a field holds. */
    public void type(String css, String text) {
        WebElement field = find(css);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        field.sendKeys(text);
    }

    /** The texts of all that a selector finds, as they are seen: of what is hidden none. Taken at one moment, by one command. */
    public List<String> texts(String css) {
        return lines(script("return [...document.querySelectorAll(arguments[0])].map(" + SEEN + ")", css));
    }

    /** The texts of all that one selector finds within each that another finds. */
    public List<List<String>> texts(String outer, String inner) {
        Object found = script(
                "return [...document.querySelectorAll(arguments[0])].map(each => [...each.querySelectorAll(arguments[1])].map("
                        + SEEN + "))",
                outer,
                inner);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(Browser::lines).toList();
    }

    private static List<String> lines(@Nullable Object found) {
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(Objects::toString).toList();
    }

    /** The text of what a selector finds. */
    public String text(String css) {
        return find(css).getText();
    }

    public void awaitText(String css, String part) {
        Awaitility.await(part + " in " + css)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(texts(css)).anyMatch(text -> text.contains(part)));
    }

    public Actions actions() {
        return new Actions(driver);
    }

    /** Runs a script in the page; its result. */
    public @Nullable Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** The result of a promise that a script returns. */
    public @Nullable Object promise(String script, Object... arguments) {
        return driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; const given = [...arguments];" + " (async () => {"
                        + script + "})().then(done, error => done('error: ' + error.stack));",
                arguments);
    }

    /** A picture of what is in sight. */
    public void save(Path png) {
        try {
            Files.write(png, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The addresses of requests since the last call, the server left out of those that are its own. */
    public List<String> requests() {
        gather();
        List<String> since = requests.stream()
                .map(url -> url.startsWith(server.toString())
                        ? url.substring(server.toString().length())
                        : url)
                .toList();
        requests.clear();
        return since;
    }

    /** What the console said since the last call, and requests to elsewhere. */
    public List<String> problems() {
        gather();
        List<String> problems = new ArrayList<>(console);
        requests.stream()
                .filter(url -> !url.startsWith(server.toString() + "/"))
                .map(url -> "request to " + url)
                .forEach(problems::add);
        console.clear();
        requests.clear();
        return problems;
    }

    private void gather() {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            console.add(entry.getLevel() + " " + entry.getMessage());
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            Matcher request = REQUEST.matcher(entry.getMessage());
            if (request.find()) {
                requests.add(request.group(1));
            }
        }
    }

    @Override
    public void close() {
        driver.quit();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // a profile that is still written to is left to the system
            profile.toFile().deleteOnExit();
        }
    }
}
