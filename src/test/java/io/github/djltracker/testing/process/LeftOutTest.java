package io.github.djltracker.testing.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftOutTest {
    private static final Instant START = Instant.parse("2026-11-29T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void says_once_what_was_lacking_how_many_tests_want_it_and_where_to_get_it() throws IOException {
        report("a.RunViewIT", "needs Chromium: set CHROMIUM", "needs Chromium: set CHROMIUM");
        report("a.MlflowIT", "needs mlflow: pip install it");
        report("a.ChartsIT", "needs Chromium: set CHROMIUM");

        assertThat(LeftOut.of(START, List.of(folder)))
                .isEqualTo("Left out on this machine: 4 tests. For want of Chromium, 3 tests of ChartsIT, RunViewIT"
                        + " (set CHROMIUM). For want of mlflow, 1 test of MlflowIT (pip install it)."
                        + " Everything else ran. With CI=true, what is left out fails.");
    }

    @Test
    void says_nothing_where_every_test_ran() throws IOException {
        report("a.RunViewIT");

        assertThat(LeftOut.of(START, List.of(folder, folder.resolve("missing"))))
                .isEmpty();
    }

    @Test
    void does_not_speak_of_the_build_before() throws IOException {
        Path report = report("a.RunViewIT", "needs Chromium: set CHROMIUM");
        Files.setLastModifiedTime(report, FileTime.from(START.minusSeconds(1)));

        assertThat(LeftOut.of(START, List.of(folder))).isEmpty();
    }

    @Test
    void counts_what_gives_another_reason_or_none() throws IOException {
        report("a.SqliteTest", "Disabled on operating system: Mac OS X", "");

        assertThat(LeftOut.of(START, List.of(folder)))
                .contains(
                        "\"Disabled on operating system: Mac OS X\": 1 test of SqliteTest.",
                        "\"no reason given\": 1 test of SqliteTest.");
    }

    @Test
    void finds_the_reason_in_the_exception_that_a_report_shows() throws IOException {
        Files.writeString(folder.resolve("TEST-a.RunViewIT.xml"), """
                <testsuite><testcase name="x" classname="a.RunViewIT">
                <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: needs Chromium: set CHROMIUM
                \tat io.github.djltracker.testing.process.Needs.that(Needs.java:25)
                ]]></skipped></testcase></testsuite>
                """);

        assertThat(LeftOut.of(START, List.of(folder)))
                .contains("For want of Chromium, 1 test of RunViewIT (set CHROMIUM).");
    }

    private Path report(String testClass, String... skipped) throws IOException {
        StringBuilder xml = new StringBuilder("<testsuite><testcase name=\"runs\" classname=\"" + testClass + "\"/>");
        for (String message : skipped) {
            xml.append("<testcase name=\"x\" classname=\"" + testClass + "\"><skipped message=\"" + message
                    + "\"/></testcase>");
        }
        return Files.writeString(folder.resolve("TEST-" + testClass + ".xml"), xml.append("</testsuite>"));
    }
}
