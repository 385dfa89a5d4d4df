package io.github.djltracker.mlflow.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.client.call.HttpSettings;
import java.util.Base64;
import java.util.Map;

/** Reads the settings for MLflow from variables. No message shows a value. */
public final class MlflowSettings {
    public static final String USERNAME = "MLFLOW_TRACKING_USERNAME";
    public static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
    static final String TOKEN = "MLFLOW_TRACKING_TOKEN";
    static final String HEADERS = "DJL_TRACKER_MLFLOW_HEADERS";

    private MlflowSettings() {}

    /** Like MLflow's clients, prefers a user and password to a token. */
    public static HttpSettings of(Map<String, String> variables) {
        HttpSettings settings = HttpSettings.DEFAULTS;
        String user = variables.getOrDefault(USERNAME, "");
        String password = variables.getOrDefault(PASSWORD, "");
        String token = variables.getOrDefault(TOKEN, "").strip();
        if (user.isEmpty() != password.isEmpty()) {
            throw new IllegalArgumentException((user.isEmpty() ? PASSWORD : USERNAME) + " is set and "
                    + (user.isEmpty() ? USERNAME : PASSWORD) + " is not: MLflow needs both, or neither");
        }
        if (!user.isEmpty()) {
            String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
            settings = settings.header("Authorization", "Basic " + both);
        } else if (!token.isEmpty()) {
            settings = settings.token(token);
        }
        for (String header : variables.getOrDefault(HEADERS, "").split("[;\n]", -1)) {
            if (!header.isBlank()) {
                int colon = header.indexOf(':');
                if (colon < 1) {
                    throw new IllegalArgumentException(
                            HEADERS + " has a part without a colon: the form is \"Name: value; Other: value\"");
                }
                settings = settings.header(
                        header.substring(0, colon).strip(),
                        header.substring(colon + 1).strip());
            }
        }
        return settings;
    }
}
