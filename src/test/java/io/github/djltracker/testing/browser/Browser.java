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
import java.util.function.Supplier;
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
 * A headless Chromium, controlled through its installed driver, with its own profile. It keeps the console output and
 * the requests, so that a test can check that there were no problems. Not thread-safe.
 */
public final class Browser implements AutoCloseable {
    /** The longest time to wait for anything. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Pattern REQUEST = Pattern.compile(
            "\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"(https?://[^\"]*)\"");

    /** The text of an element as WebDriver returns it, which would need a command for each element. */
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
     * The browser that all tests of a process share, because starting one takes seconds; started at the first call. Its
     * state is that of a new browser, except that files from servers stay in its cache.
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

    /** Starts a browser. Without Chromium and its driver the test is skipped, except in CI. */
    public static Browser start() {
        Chromium chromium = Chromium.start();
        Rest.prepare(chromium.driver());
        return new Browser(chromium.driver(), chromium.profile());
    }

    public ChromeDriver driver() {
        return driver;
    }

    /** The folder for downloads. */
    public Path downloads() {
        return profile.resolve("downloads");
    }

    /** From now on, addresses are relative to this one, and requests to other servers are problems. */
    public void use(URI uri) {
        server = uri;
    }

    /** Clears the page's storage, and leaves the page before it notices that its server has stopped. */
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

    /** Opens an address and waits until its view is shown. */
    public void open(String path) {
        driver.get(server.resolve(path).toString());
        awaitView();
    }

    /** Waits until the view of the address is shown. */
    public void awaitView() {
        await("the view", () -> count(".view[data-ready]") == 1);
    }

    /** The current address, without the server. */
    public String address() {
        return Objects.requireNonNull(driver.getCurrentUrl())
                .substring(server.toString().length());
    }

    public void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Simulates the colour scheme that the system prefers. */
    public void dark(boolean isDark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
    }

    /**
     * Waits until a condition holds, and then for what the page still has to show; elements that are replaced meanwhile
     * are not a failure.
     */
    public void await(String what, BooleanSupplier claim) {
        until(what, claim);
        Rest.await(this);
    }

    private static void until(String what, BooleanSupplier claim) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .ignoreExceptionsMatching(e -> e instanceof StaleElementReferenceException)
                .until(claim::getAsBoolean);
    }

    public int count(String css) {
        return driver.findElements(By.cssSelector(css)).size();
    }

    /** The first element that matches a selector, once it exists and is visible. */
    public WebElement find(String css) {
        until(
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

    /** The button with this text within the elements that match a selector, once it exists. */
    public WebElement button(String within, String text) {
        AtomicReference<WebElement> found = new AtomicReference<>();
        until("the button " + text, () -> {
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

    /** Clicks the button with this text, once it exists, even if it is being replaced. */
    public void press(String text) {
        press("body", text);
    }

    /** Clicks the button with this text within the elements that match a selector. */
    public void press(String within, String text) {
        click("the button " + text, () -> buttons(within, text));
    }

    /** Clicks the link with this text. */
    public void follow(String text) {
        click("the link " + text, () -> driver.findElements(By.linkText(text)).stream());
    }

    /** Clicks the first element that matches a selector, once it is visible. */
    public void click(String css) {
        click(css, 0);
    }

    /** Clicks one of the elements that match a selector, once it is visible. */
    public void click(String css, int index) {
        click(css, () -> all(css).stream().skip(index).limit(1));
    }

    /** Clicks the first of some elements, once it is visible, even if it is being replaced. */
    private void click(String what, Supplier<Stream<WebElement>> elements) {
        until(what, () -> {
            Optional<WebElement> element = elements.get().findFirst().filter(WebElement::isDisplayed);
            element.ifPresent(WebElement::click);
            return element.isPresent();
        });
    }

    /** Replaces the content of a field. */
    public void type(String css, String text) {
        WebElement field = find(css);
        field.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        field.sendKeys(text);
    }

    /**
     * The visible texts of all elements that match a selector; the text of a hidden element is empty. Read by one
     * command at one moment.
     */
    public List<String> texts(String css) {
        return lines(script("return [...document.querySelectorAll(arguments[0])].map(" + SEEN + ")", css));
    }

    /** The texts of all elements that match the inner selector, for each that matches the outer one. */
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

    /** The text of the first element that matches a selector. */
    public String text(String css) {
        return find(css).getText();
    }

    public void awaitText(String css, String part) {
        Awaitility.await(part + " in " + css)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(texts(css)).anyMatch(text -> text.contains(part)));
        Rest.await(this);
    }

    public Actions actions() {
        return new Actions(driver);
    }

    /** Runs a script in the page and returns its result. */
    public @Nullable Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs the body of an async function in the page and returns its result. */
    public @Nullable Object promise(String script, Object... arguments) {
        return driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; const given = [...arguments];" + " (async () => {"
                        + script + "})().then(done, error => done('error: ' + error.stack));",
                arguments);
    }

    /** Saves a screenshot of the visible part of the page. */
    public void save(Path png) {
        try {
            Files.write(png, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The addresses of the requests since the last call, without the server's own address. */
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

    /** The console output since the last call, and requests to other servers. */
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
            // Chromium is still writing to its profile: delete it when the JVM ends
            profile.toFile().deleteOnExit();
        }
    }
}
