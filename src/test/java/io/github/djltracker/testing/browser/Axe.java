package io.github.djltracker.testing.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Runs axe-core, which finds accessibility problems of a page. */
public final class Axe {
    private static final String FIND = """
            const runOnly = given[0].length ? { runOnly: { type: 'rule', values: given[0] } } : {};
            const found = await axe.run(document, { resultTypes: ['violations'], ...runOnly });
            return found.violations
                .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                .flatMap(({ id, impact, nodes }) => nodes.map(node =>
                    `${impact} ${id}: ${node.target.join(' ')} ${node.html.slice(0, 200)} ${node.failureSummary}`));""";

    /** The rules that check colours. */
    private static final List<String> OF_COLORS = List.of("color-contrast", "link-in-text-block");

    private Axe() {}

    /** The serious and critical problems of the page that a browser shows, one text for each. */
    public static List<String> problems(Browser browser) {
        return problems(browser, List.of());
    }

    /** Checks only colours, for pages where nothing else has changed. */
    public static List<String> problemsOfColors(Browser browser) {
        return problems(browser, OF_COLORS);
    }

    private static List<String> problems(Browser browser, List<String> rules) {
        if (!Boolean.TRUE.equals(browser.script("return typeof axe === 'object'"))) {
            browser.script(source());
        }
        Object found = browser.promise(FIND, rules);
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
