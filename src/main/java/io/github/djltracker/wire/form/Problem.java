package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.wire.json.FieldPath;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import io.github.djltracker.wire.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a request failed: a problem document as specified by RFC 9457, media type {@value #MEDIA_TYPE}.
 *
 * @param type the kind of problem, one of the constants
 * @param title the kind of problem, for people
 * @param status the HTTP status
 * @param detail what happened in this case; null if the title says it all
 * @param next for a {@link #GAP}, the sequence number of the next expected entry
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String detail,
        @Nullable Long next) {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** A field or parameter is invalid. */
    public static final String INVALID = "urn:djl-tracker:invalid";
    /** What was requested does not exist. */
    public static final String NOT_FOUND = "urn:djl-tracker:not-found";
    /** It exists already. */
    public static final String ALREADY_EXISTS = "urn:djl-tracker:already-exists";
    /** An entry came before its predecessors; {@code next} is the number of the next expected entry. */
    public static final String GAP = "urn:djl-tracker:gap";
    /** The run was deleted. */
    public static final String DELETED = "urn:djl-tracker:deleted";
    /** This entry will never be accepted. */
    public static final String REJECTED = "urn:djl-tracker:rejected";
    /** The body is larger than the server accepts. */
    public static final String TOO_LARGE = "urn:djl-tracker:too-large";
    /** A token is required, but none or an unknown one was sent. */
    public static final String UNAUTHORIZED = "urn:djl-tracker:unauthorized";
    /** The token, the host or the origin does not allow this. */
    public static final String FORBIDDEN = "urn:djl-tracker:forbidden";
    /** It cannot be done now; a retry may succeed. */
    public static final String UNAVAILABLE = "urn:djl-tracker:unavailable";
    /** Any other HTTP status; the title is that of the status. */
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
                // other servers may omit these two
                type == null ? OTHER : type,
                title == null ? "" : title,
                Json.required(FieldPath.of("status"), in.smallIntegerOrNull("status")),
                in.stringOrNull("detail"),
                in.integerOrNull("next"));
    }
}
