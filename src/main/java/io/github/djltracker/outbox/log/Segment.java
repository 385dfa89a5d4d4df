package io.github.djltracker.outbox.log;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file of a log. The line at index i holds entry {@code first + i}.
 *
 * @param first number of the first entry in it, which names the file
 */
public record Segment(long first, Path file) {
    private static final Pattern NAME = Pattern.compile("[0-9]{16}\\.ndjson");

    public static Segment of(Path folder, long first) {
        return new Segment(first, folder.resolve(String.format(Locale.ROOT, "%016d.ndjson", first)));
    }

    /** The segments in the folder of a run, in their order. */
    public static List<Segment> list(Path folder) throws IOException {
        List<Segment> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.ndjson")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (NAME.matcher(name).matches()) {
                    segments.add(new Segment(Long.parseLong(name.substring(0, 16)), file));
                }
            }
        }
        segments.sort(Comparator.comparingLong(Segment::first));
        return segments;
    }

    public long bytes() throws IOException {
        return Files.size(file);
    }
}
