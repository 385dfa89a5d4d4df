package io.github.djltracker.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The frame around the sections of a report. Its markup is also valid XML. Not thread-safe. */
final class Page {
    private static final int[] HUES = {255, 45, 155, 330, 25, 295, 195, 85, 230, 5};

    private final StringBuilder html = new StringBuilder();

    /** A page with this title. */
    Page(String title) {
        String text = Html.text(title);
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n<title>")
                .append(text)
                .append(" - djl-tracker</title>\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\"/>\n")
                // whatever gets into the page, nothing is executed or fetched
                .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                        + " 'unsafe-inline'\"/>\n<style>\n")
                .append(style())
                .append(colours())
                .append("</style>\n</head>\n<body>\n<main>\n<h1>")
                .append(text)
                .append("</h1>\n");
    }

    /** Adds HTML. */
    void add(String part) {
        html.append(part);
    }

    /** Adds a section, unless it is empty. */
    void section(String title, String content) {
        if (!content.isEmpty()) {
            html.append("<section>\n<h2>" + title + "</h2>\n" + content + "</section>\n");
        }
    }

    byte[] render() {
        return (html + "<footer>Written by djl-tracker</footer>\n</main>\n</body>\n</html>\n").getBytes(UTF_8);
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream("report.css"), "report.css")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ten hues, and the same again, darker on a light background and lighter on a dark one. */
    private static String colours() {
        StringBuilder css = new StringBuilder();
        for (int i = 0; i < Charts.MAX_RUNS; i++) {
            int hue = HUES[i % HUES.length];
            css.append(".c" + i + " { --hue: oklch(var(" + (i < HUES.length ? "--lightness" : "--other") + ") .15 "
                    + hue + "); }\n");
        }
        return css.toString();
    }
}
