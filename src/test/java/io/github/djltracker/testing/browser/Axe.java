package io.github.djltracker.testing.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** axe-core, which looks for what keeps people from using a page. */
public final class Axe {
    private static final String FIND = """
            const found = await axe.run(document, { resultTypes: ['violations'] });
            return found.violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .flatMap(({ id, impact, nodes }) => nodes.map(node =>
                    `${impact} ${id}: ${node.target.join(' ')} ${node.html.slice(0, 200)} ${node.failureSummary}`));""";

    private Axe() {}

    /** What is serious or critical on the page that a browser shows, a text each. */
    public static List<String> problems(Browser browser) {
        if (!Boolean.TRUE.equals(browser.script("return typeof axe === 'object'"))) {
            browser.script(source());
        }
        Object found = browser.promise(FIND);
        if (found instanceof List<?> all) {
            return all.stream().map(Objects::toString).toList();
        }
        throw new IllegalStateException("axe says " + found);
    }

    private static String source() {
        try (InputStream in = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"), "axe.min.js")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
