package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.value.Annotation;
import io.github.djltracker.domain.value.Annotations;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Annotations as JSON: a list of objects in the field {@code annotations}. */
public final class AnnotationForm {
    private static final String LIST = "annotations";

    private AnnotationForm() {}

    public static void write(JsonGenerator out, Annotations annotations) throws IOException {
        write(out, annotations.list());
    }

    /** Omitted if there are none. */
    public static void writeAny(JsonGenerator out, Annotations annotations) throws IOException {
        if (!annotations.isEmpty()) {
            write(out, annotations);
        }
    }

    public static void write(JsonGenerator out, List<Annotation> said) throws IOException {
        out.writeArrayFieldStart(LIST);
        for (Annotation one : said) {
            out.writeStartObject();
            out.writeStringField("field", one.field());
            Form.text(out, "value", one.value());
            Form.instant(out, "time", one.time());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    /** Reads annotations to be added. */
    public static List<Annotation> read(Fields in) {
        return read(in.objects(LIST));
    }

    /** Reads the annotations of an object; none if the field is absent, as from trackers without annotations. */
    public static Annotations of(Fields in) {
        return Annotations.of(read(in.objectsOrNone(LIST)));
    }

    private static List<Annotation> read(List<Fields> list) {
        List<Annotation> said = new ArrayList<>();
        for (Fields one : list) {
            said.add(new Annotation(one.string("field"), one.stringOrNull("value"), one.instantOrNull("time")));
        }
        return said;
    }
}
