package io.github.djltracker.testing.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * Reports at the end of a build, in one paragraph, which tests were skipped on this machine, and why. Maven runs it
 * after all tests; it reads their reports.
 */
public final class LeftOut {
    private static final int MOST_CLASSES = 5;
    private static final String EXCEPTION = "^[\\w.]+Exception: ";

    /** The number of tests, by class, that need the same thing, and how to provide it. */
    private record Reason(String remedy, Map<String, Integer> classes) {
        int tests() {
            return classes.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    private final Instant start;
    private final Map<String, Reason> reasons = new LinkedHashMap<>();

    private LeftOut(Instant start) {
        this.start = start;
    }

    /**
     * Prints the paragraph, or nothing if every test ran.
     *
     * @param arguments the start of the build, so that reports of earlier builds are ignored; then the folders of the
     *     reports
     * @throws IllegalStateException in CI, if a test was skipped
     */
    public static void main(String[] arguments) {
        String paragraph = of(
                Instant.parse(arguments[0]),
                Stream.of(arguments).skip(1).map(Path::of).toList());
        if (paragraph.isEmpty()) {
            return;
        }
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("CI runs every test. " + paragraph);
        }
        System.out.println("\n" + paragraph + "\n");
    }

    /** The paragraph, empty if every test ran. */
    static String of(Instant start, List<Path> folders) {
        LeftOut all = new LeftOut(start);
        for (Path folder : folders) {
            all.read(folder);
        }
        return all.paragraph();
    }

    private void read(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().matches("TEST-.*\\.xml")
                        && !Files.getLastModifiedTime(file).toInstant().isBefore(start)) {
                    add(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(file.toFile()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IllegalStateException("a report of tests in " + folder + " cannot be read", e);
        }
    }

    private void add(Document report) {
        for (Element test : elements(report.getElementsByTagName("testcase"))) {
            for (Element skipped : elements(test.getElementsByTagName("skipped"))) {
                add(simpleName(test.getAttribute("classname")), reason(skipped));
            }
        }
    }

    /** The reason in the report: a message, or the exception with its trace. */
    private static String reason(Element skipped) {
        String message = skipped.getAttribute("message");
        if (!message.isBlank()) {
            return message;
        }
        return skipped.getTextContent().strip().lines().findFirst().orElse("").replaceFirst(EXCEPTION, "");
    }

    private void add(String testClass, String message) {
        String text = message.isBlank() ? "no reason given" : message.strip().replaceAll("\\s+", " ");
        int colon = text.startsWith(Needs.PREFIX) ? text.indexOf(": ") : -1;
        String why =
                colon < 0 ? '"' + text + "\":" : "For want of " + text.substring(Needs.PREFIX.length(), colon) + ",";
        String remedy = colon < 0 ? "" : " (" + text.substring(colon + 2) + ")";
        reasons.computeIfAbsent(why, key -> new Reason(remedy, new TreeMap<>()))
                .classes()
                .merge(testClass, 1, Integer::sum);
    }

    private String paragraph() {
        if (reasons.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        reasons.entrySet().stream()
                .sorted(Comparator.comparing(entry -> -entry.getValue().tests()))
                .forEach(entry -> parts.add(part(entry.getKey(), entry.getValue())));
        int tests = reasons.values().stream().mapToInt(Reason::tests).sum();
        return "Left out on this machine: " + tests(tests) + ". " + String.join(" ", parts)
                + " Everything else ran. With CI=true, what is left out fails.";
    }

    private static String part(String why, Reason reason) {
        String classes = String.join(
                ", ", reason.classes().keySet().stream().limit(MOST_CLASSES).toList());
        int more = reason.classes().size() - MOST_CLASSES;
        return why + " " + tests(reason.tests()) + " of " + classes + (more > 0 ? " and " + more + " more" : "")
                + reason.remedy() + ".";
    }

    private static String tests(int count) {
        return count + (count == 1 ? " test" : " tests");
    }

    private static String simpleName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static List<Element> elements(org.w3c.dom.NodeList nodes) {
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
