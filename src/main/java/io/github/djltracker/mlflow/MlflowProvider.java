package io.github.djltracker.mlflow;

import io.github.djltracker.destination.DestinationProvider;
import io.github.djltracker.domain.run.Sink;
import io.github.djltracker.exchange.Source;
import io.github.djltracker.exchange.SourceProvider;
import io.github.djltracker.mlflow.call.MlflowApi;
import io.github.djltracker.mlflow.call.MlflowSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;

/**
 * MLflow's tracking server, {@code mlflow:http://host:5000}, of version 2 or 3. {@code mlflow.md} says how a run is
 * stored there. Settings are read from the variables that MLflow's own clients read, and from one of ours:
 *
 * <ul>
 *   <li>{@code MLFLOW_TRACKING_USERNAME} and {@code MLFLOW_TRACKING_PASSWORD}, or {@code MLFLOW_TRACKING_TOKEN}
 *   <li>{@code DJL_TRACKER_MLFLOW_HEADERS}: more headers, {@code Name: value; Other: value}
 * </ul>
 */
public final class MlflowProvider implements DestinationProvider, SourceProvider {
    private static final String FORM =
            "mlflow: must be followed by the URL of a server: mlflow:http://host:5000 or mlflow:https://host/path";

    @Override
    public String scheme() {
        return "mlflow";
    }

    @Override
    public String example() {
        return "mlflow:http://host:5000";
    }

    @Override
    public String address(String rest) {
        URI url;
        try {
            url = new URI(rest);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(FORM, e);
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException(FORM);
        }
        String authority = String.valueOf(url.getRawAuthority());
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("the URL of MLflow contains a user or password: set them in "
                    + MlflowSettings.USERNAME + " and " + MlflowSettings.PASSWORD + " instead");
        }
        if (authority.isEmpty() || authority.equals("null") || authority.startsWith(":")) {
            throw new IllegalArgumentException("the URL of MLflow has no host: " + FORM);
        }
        if (url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException("the URL of MLflow has a query or a fragment: " + FORM);
        }
        String path = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
        return scheme + "://" + authority.toLowerCase(Locale.ROOT) + path;
    }

    @Override
    public Source source(String rest, Map<String, String> variables) {
        return new MlflowSource(MlflowApi.open(address(rest), variables));
    }

    @Override
    public Sink open(String address, Map<String, String> variables) {
        return new MlflowSink(MlflowApi.open(address, variables));
    }
}
