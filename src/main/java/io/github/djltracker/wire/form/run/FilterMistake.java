package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a filter.
 *
 * @param message null if nothing is
 * @param position its position in the filter, from 0; null if nothing is wrong
 */
public record FilterMistake(
        @Nullable String message, @Nullable Long position) {
    /** The answer for a valid filter. */
    public static final FilterMistake NONE = new FilterMistake(null, null);

    static void write(JsonGenerator out, FilterMistake mistake) throws IOException {
        Form.text(out, "message", mistake.message);
        Form.integer(out, "position", mistake.position);
    }

    static FilterMistake read(Fields in) {
        return new FilterMistake(in.stringOrNull("message"), in.integerOrNull("position"));
    }
}
