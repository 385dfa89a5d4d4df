package io.github.djltracker.server.alert;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where alerts are sent. {@link #toString} shows neither the secret nor the URL after its host, which often is a secret
 * too.
 *
 * @param url of http or https
 * @param secret signs the bodies, null for none
 * @param perMinute maximum number of messages per minute, from 1
 */
public record WebhookSettings(
        URI url, Format format, @Nullable String secret, int perMinute) {
    /** Default maximum number of messages per minute: {@value}. */
    public static final int PER_MINUTE = 20;

    /** The form of a body. */
    public enum Format {
        /** The form that {@code alerts.md} describes. */
        JSON,
        /** For an incoming webhook of Slack. */
        SLACK,
        /** For a workflow of Teams. */
        TEAMS;

        /** The form that the host of a URL accepts. */
        static Format of(URI url) {
            String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
            if (host.equals("hooks.slack.com")) {
                return SLACK;
            }
            return host.endsWith(".webhook.office.com")
                            || host.endsWith(".logic.azure.com")
                            || host.endsWith(".api.powerplatform.com")
                    ? TEAMS
                    : JSON;
        }
    }

    public WebhookSettings {
        requireNonNull(format, "format");
        if (perMinute < 1) {
            throw new IllegalArgumentException(perMinute + " messages per minute: at least 1 is required");
        }
    }

    /**
     * Reads the URL of a webhook.
     *
     * @param format null for that of the host: Slack and Teams are recognised, others get {@link Format#JSON}
     * @throws IllegalArgumentException if it is not an http or https URL; the message does not show it
     */
    public static WebhookSettings of(String url, @Nullable Format format, @Nullable String secret) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            // without its message, which contains the URL
            throw new IllegalArgumentException("the webhook is not a URL");
        }
        if (uri.getHost() == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("the webhook is not an http or https URL");
        }
        return new WebhookSettings(uri, format == null ? Format.of(uri) : format, secret, PER_MINUTE);
    }

    /** The name of the webhook in a log, without secrets. */
    String host() {
        return url.getHost();
    }

    @Override
    public String toString() {
        return "WebhookSettings[host=" + host() + ", format=" + format + ", secret=" + (secret == null ? "none" : "***")
                + ", perMinute=" + perMinute + "]";
    }
}
