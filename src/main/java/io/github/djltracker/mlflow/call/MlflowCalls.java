package io.github.djltracker.mlflow.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.client.call.HttpAnswer;
import io.github.djltracker.client.call.HttpCall;
import io.github.djltracker.client.call.HttpCalls;
import io.github.djltracker.client.call.HttpSettings;
import io.github.djltracker.client.call.Retries;
import io.github.djltracker.domain.error.UnavailableException;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes requests to MLflow, once each, and interprets the responses. A permanent rejection is a {@link MlflowRefusal},
 * any other failure an {@link UnavailableException} that says what to do. Thread-safe.
 */
final class MlflowCalls implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final int MAX_SHOWN = 300;

    private static final Form<Fields> ANSWER = new Form<>((out, any) -> {}, fields -> fields);

    private final HttpCalls calls;
    private final String address;
    private final boolean hasSecret;

    private MlflowCalls(HttpCalls calls, String address, boolean hasSecret) {
        this.calls = calls;
        this.address = address;
        this.hasSecret = hasSecret;
    }

    /** Makes no request yet. */
    static MlflowCalls open(String address, Map<String, String> variables) {
        HttpSettings settings = MlflowSettings.of(variables);
        boolean hasSecret = settings.token() != null || settings.headers().containsKey("Authorization");
        return new MlflowCalls(HttpCalls.open(address, settings, Retries.NONE), address, hasSecret);
    }

    String address() {
        return address;
    }

    static HttpCall get(String... path) {
        return HttpCall.get(path).under("api", "2.0", "mlflow");
    }

    /** A query or a change, with a JSON object. */
    static HttpCall post(Form.Content content, String... path) {
        return HttpCall.post(path).under("api", "2.0", "mlflow").plainBody(JSON, Form.bytes(out -> {
            out.writeStartObject();
            content.write(out);
            out.writeEndObject();
        }));
    }

    /** Sends a call and returns the response, a JSON object. */
    Fields ask(HttpCall call) {
        HttpAnswer answer = calls.send(call);
        if (!answer.isDone()) {
            throw refused(answer);
        }
        Fields fields = fields(answer);
        if (fields == null) {
            throw new UnavailableException("no MLflow answers at " + address + ": it sent "
                    + (answer.type() == null ? "a response without a content type" : answer.type())
                    + " instead of JSON, as a login page does; is the URL correct, and does it require "
                    + MlflowSettings.TOKEN + "?");
        }
        return fields;
    }

    private static @Nullable Fields fields(HttpAnswer answer) {
        try {
            return ANSWER.read(answer.body());
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private RuntimeException refused(HttpAnswer answer) {
        Fields problem = fields(answer);
        String code = problem == null ? null : text(problem, "error_code");
        String text = shown(code == null || problem == null ? plain(answer) : code + ": " + text(problem, "message"));
        int status = answer.status();
        if (answer.mayPass()) {
            return new UnavailableException(
                    "MLflow at " + address + " is temporarily unavailable (HTTP status " + status + "): " + text,
                    null,
                    answer.wait(Clock.systemUTC()));
        } else if (status == 401) {
            return new UnavailableException("MLflow at " + address + " requires authentication: "
                    + (hasSecret
                            ? "the credentials are wrong or have expired; renew them in "
                            : "no credentials were given; set ")
                    + MlflowSettings.USERNAME + " and " + MlflowSettings.PASSWORD + ", or " + MlflowSettings.TOKEN);
        } else if (status == 403 && text.contains("Host")) {
            return new UnavailableException("MLflow at " + address + " does not accept this host name: start it"
                    + " with --allowed-hosts and the host of this URL, or use its address (it says: " + text + ")");
        } else if (status == 403) {
            return new UnavailableException("MLflow at " + address + " denied access: " + text
                    + "; the user of " + MlflowSettings.USERNAME + " or " + MlflowSettings.TOKEN
                    + " needs the permission to edit that experiment");
        } else if (answer.isRedirect()) {
            return new UnavailableException("no MLflow answers at " + address + ": it redirects to " + answer.location()
                    + ", and redirects are not followed; is the URL correct?");
        } else if (code != null && status != 413) {
            return new MlflowRefusal(code, text);
        }
        return new UnavailableException(
                "no MLflow answers at " + address + " (HTTP status " + status + "): is the URL correct? " + text);
    }

    private static @Nullable String text(Fields fields, String field) {
        try {
            return fields.stringOrNull(field);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String plain(HttpAnswer answer) {
        return answer.type() != null && answer.type().startsWith("text/html")
                ? "an HTML page"
                : new String(answer.body(), 0, Math.min(answer.body().length, MAX_SHOWN), UTF_8);
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ").strip();
        return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "...";
    }

    @Override
    public void close() {
        calls.close();
    }
}
