package io.github.djltracker.wire.form.run;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.alert.Alert;
import io.github.djltracker.domain.alert.AlertKind;
import io.github.djltracker.domain.find.FoundRun;
import io.github.djltracker.domain.find.HeardRun;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/**
 * A message to a webhook: an alert began or is over, or some were held back. {@code alerts.md} specifies the bodies.
 */
public final class AlertNotice {
    private final Form.Content fields;
    private final String text;

    private AlertNotice(String text, Form.Content fields) {
        this.text = text;
        this.fields = fields;
    }

    public static AlertNotice began(HeardRun run, Alert alert, Instant now) {
        return new AlertNotice(name(run) + ": " + word(alert.kind()) + ": " + alert.message(), out -> {
            head(out, "alert.began", now);
            out.writeObjectFieldStart("alert");
            AlertForm.write(out, alert);
            out.writeEndObject();
            run(out, run);
        });
    }

    public static AlertNotice ended(HeardRun run, AlertKind kind, Instant now) {
        return new AlertNotice(name(run) + ": no longer " + word(kind), out -> {
            head(out, "alert.ended", now);
            out.writeObjectFieldStart("alert");
            out.writeStringField("kind", kind.name());
            out.writeEndObject();
            run(out, run);
        });
    }

    /** Reports the number of alerts that exceeded the limit in the last minute. */
    public static AlertNotice heldBack(long count, Instant now) {
        return new AlertNotice(count + " more alerts were held back; see the list of runs", out -> {
            head(out, "alerts.held_back", now);
            out.writeNumberField("count", count);
        });
    }

    private static void head(JsonGenerator out, String event, Instant now) throws IOException {
        out.writeStringField("event", event);
        out.writeNumberField("time", now.toEpochMilli());
    }

    private static void run(JsonGenerator out, HeardRun heard) throws IOException {
        FoundRun found = heard.found();
        out.writeObjectFieldStart("run");
        out.writeStringField("id", found.run().id().toString());
        out.writeStringField("name", found.run().name());
        out.writeStringField("status", found.run().status().name());
        Form.integer(out, "lastStep", found.run().lastStep());
        out.writeStringField("experiment", heard.experiment());
        out.writeStringField("model", found.model().toString());
        out.writeStringField("hash", found.hash());
        Form.text(out, "modelName", found.modelName());
        out.writeEndObject();
    }

    private static String name(HeardRun run) {
        String model = run.found().modelName();
        return "Run " + run.found().run().name() + " of "
                + (model == null ? run.found().hash() : model) + " in " + run.experiment();
    }

    private static String word(AlertKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The message as our own JSON object. */
    public byte[] json() {
        return Form.bytes(out -> {
            out.writeStartObject();
            fields.write(out);
            out.writeStringField("text", text);
            out.writeEndObject();
        });
    }

    /** The message for an incoming webhook of Slack. Nothing in a name becomes a link or a mention. */
    public byte[] slack() {
        return Form.bytes(out -> {
            out.writeStartObject();
            out.writeStringField(
                    "text", text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
            out.writeBooleanField("mrkdwn", false);
            out.writeEndObject();
        });
    }

    /** The message for a workflow of Teams: an adaptive card of plain text. */
    public byte[] teams() {
        return Form.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("type", "message");
            out.writeArrayFieldStart("attachments");
            out.writeStartObject();
            out.writeStringField("contentType", "application/vnd.microsoft.card.adaptive");
            out.writeObjectFieldStart("content");
            out.writeStringField("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
            out.writeStringField("type", "AdaptiveCard");
            out.writeStringField("version", "1.4");
            out.writeArrayFieldStart("body");
            out.writeStartObject();
            // a text block would read it as Markdown
            out.writeStringField("type", "RichTextBlock");
            out.writeArrayFieldStart("inlines");
            out.writeStartObject();
            out.writeStringField("type", "TextRun");
            out.writeStringField("text", text);
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
        });
    }
}
