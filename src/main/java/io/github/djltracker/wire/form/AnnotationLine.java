package io.github.djltracker.wire.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.wire.json.Fields;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Annotations as a line of a file with run logs; see {@code run-log.md}. It follows the entries of a run.
 *
 * @param run the run before the line
 * @param of whether the annotations are those of the run, its model, or its experiment. Their names may have changed since
 *     the run was recorded, so the run identifies them
 * @param said each with its time
 */
public record AnnotationLine(UUID run, Subject of, List<Annotation> said) {
    /** What is annotated. */
    public enum Subject {
        RUN,
        MODEL,
        EXPERIMENT
    }

    private static final String KIND = "annotations";
    private static final Pattern BEGIN = Pattern.compile("\\s*\\{\\s*\"entry\"\\s*:\\s*\"" + KIND + "\"");
    /** Number of bytes in which {@link #BEGIN} is found. */
    private static final int HEAD = 64;

    public AnnotationLine {
        said = List.copyOf(said);
    }

    /** Whether a line of a file has annotations; all others are entries of runs. */
    public static boolean isOne(byte[] line) {
        return BEGIN.matcher(new String(line, 0, Math.min(HEAD, line.length), ISO_8859_1))
                .lookingAt();
    }

    static void write(JsonGenerator out, AnnotationLine line) throws IOException {
        out.writeStringField("entry", KIND);
        out.writeStringField("run", line.run.toString());
        out.writeStringField("of", line.of.name());
        AnnotationForm.write(out, line.said);
    }

    static AnnotationLine read(Fields in) {
        List<Annotation> said = AnnotationForm.read(in);
        for (Annotation one : said) {
            if (one.time() == null) {
                throw in.refused(KIND, one.field() + " has no time");
            }
        }
        return new AnnotationLine(in.uuid("run"), in.constant("of", Subject.class, Subject::valueOf), said);
    }
}
