package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.wire.json.FieldPath;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import io.github.djltracker.wire.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was not done: a problem document as RFC 9457 has it, media type {@value #MEDIA_TYPE}.
 *
 * @param type what it is, one of the constants
 * @param title the same for people
 * @param status the HTTP status
 * @param detail what happened this time, null for no more than the title
 * @param next for a {@link #GAP}, the number of the entry that is wanted
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable Long next) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A field or parameter is not what it must be. */
    public static final String INVALID = "urn:djl-tracker:invalid";
    /** There is no such thing. */
    public static final String NOT_FOUND = "urn:djl-tracker:not-found";
    /** There is such a thing already. */
    public static final String ALREADY_EXISTS = "urn:djl-tracker:already-exists";
    /** An entry came before its predecessors; {@code next} says which is wanted. */
    public static final String GAP = "urn:djl-tracker:gap";
    /** The run was deleted. */
    public static final String DELETED = "urn:djl-tracker:deleted";
    /** This entry will never be taken. */
    public static final String REJECTED = "urn:djl-tracker:rejected";
    /** The body is larger than the server takes. */
    public static final String TOO_LARGE = "urn:djl-tracker:too-large";
    /** A token is wanted, and there is none or an unknown one. */
    public static final String UNAUTHORIZED = "urn:djl-tracker:unauthorized";
    /** The token, the host or the origin does not allow this. */
    public static final String FORBIDDEN = "urn:djl-tracker:forbidden";
    /** It cannot be done now; trying again may help. */
    public static final String UNAVAILABLE = "urn:djl-tracker:unavailable";
    /** Whatever else HTTP has a status for; the title is that of the status. */
    public static final String OTHER = "about:blank";

    static void write(JsonGenerator out, Problem problem) throws IOException {
        out.writeStringField("type", problem.type);
        out.writeStringField("title", problem.title);
        out.writeNumberField("status", problem.status);
        Form.text(out, "detail", problem.detail);
        Form.integer(out, "next", problem.next);
    }

    static Problem read(Fields in) {
        String type = in.stringOrNull("type");
        String title = in.stringOrNull("title");
        return new Problem(
                // others that write such documents leave these two out
                type == null ? OTHER : type,
                title == null ? "" : title,
                Json.required(FieldPath.of("status"), in.smallIntegerOrNull("status")),
                in.stringOrNull("detail"),
                in.integerOrNull("next"));
    }
}
