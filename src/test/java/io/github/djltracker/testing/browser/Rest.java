package io.github.djltracker.testing.browser;

import java.util.Map;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until a page is at rest: it has drawn what it knows, and has no request under way. One part of a page may be
 * there before the others that a test looks at.
 */
final class Rest {
    private static final Logger LOG = LoggerFactory.getLogger(Rest.class);

    /** Lets each page count its requests whose answers it has not read yet. */
    private static final String COUNT_REQUESTS = """
            (() => {
                window.requestsUnderWay = 0;
                const count = promise => {
                    const end = () => { window.requestsUnderWay--; };
                    window.requestsUnderWay++;
                    promise.then(end, end);
                    return promise;
                };
                const send = window.fetch;
                window.fetch = (...given) => count(send(...given));
                for (const part of ['arrayBuffer', 'blob', 'json', 'text']) {
                    const read = Response.prototype[part];
                    Response.prototype[part] = function () { return count(read.call(this)); };
                }
            })();""";

    /** Not for long, because a server may never answer. */
    private static final String AWAIT = """
            const frame = () => Promise.race([
                new Promise(requestAnimationFrame), new Promise(done => setTimeout(done, 100))]);
            const end = performance.now() + 500;
            do {
                await frame();
                await frame();
            } while (window.requestsUnderWay > 0 && performance.now() < end);""";

    private Rest() {}

    /** Called before a browser opens its first page. */
    static void prepare(ChromeDriver driver) {
        driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", COUNT_REQUESTS));
    }

    /** Waits for at most half a second. */
    static void await(Browser browser) {
        try {
            browser.promise(AWAIT);
        } catch (JavascriptException e) {
            LOG.debug("the page was replaced before it was at rest", e);
        }
    }
}
