package io.github.djltracker.cli.report;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What a report is about.
 *
 * @param store the user's name for it, without a password
 * @param zone of all times
 * @param choice which runs were requested, in words; null for all
 */
public record ReportHead(
        String experiment,
        String store,
        Instant made,
        ZoneId zone,
        @Nullable String choice) {}
