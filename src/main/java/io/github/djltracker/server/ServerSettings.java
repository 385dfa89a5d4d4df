package io.github.djltracker.server;

import static java.util.Objects.requireNonNull;

import io.github.djltracker.server.alert.WebhookSettings;
import io.github.djltracker.server.body.ServerLimits;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a server listens, and who may use it. Immutable; {@link #toString} shows no token.
 *
 * @param host name or address of the interface to listen on
 * @param port 0 for any free port
 * @param writeToken allows everything, null for none
 * @param readToken allows GET and HEAD, null for none
 * @param noAuth whether to listen on other interfaces than loopback without a token
 * @param allowedHosts further host names of the server, as in the Host header, without port
 * @param webhook where alerts are sent, null for nowhere
 */
public record ServerSettings(
        String host,
        int port,
        @Nullable String writeToken,
        @Nullable String readToken,
        boolean noAuth,
        List<String> allowedHosts,
        ServerLimits limits,
        @Nullable WebhookSettings webhook) {
    /** The default host: {@value}. */
    public static final String DEFAULT_HOST = "127.0.0.1";
    /** The default port: {@value}. */
    public static final int DEFAULT_PORT = 8091;
    /** Minimum number of characters of a token. */
    public static final int MIN_TOKEN = 16;

    private static final int MAX_PORT = 65_535;

    public ServerSettings {
        requireNonNull(host, "host");
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port " + port + " is out of range: 0 to " + MAX_PORT);
        }
        token("write token", writeToken);
        token("read token", readToken);
        if (readToken != null && writeToken == null) {
            throw new IllegalArgumentException("a read token needs a write token: otherwise nobody could write");
        }
        if (readToken != null && readToken.equals(writeToken)) {
            throw new IllegalArgumentException("the read token equals the write token, and would allow everything");
        }
        if (noAuth && writeToken != null) {
            throw new IllegalArgumentException("a token and no authentication exclude each other");
        }
        allowedHosts = List.copyOf(allowedHosts);
        requireNonNull(limits, "limits");
    }

    /** Starts from 127.0.0.1:8091, no tokens, no further hosts and {@link ServerLimits#DEFAULT}. */
    public static Builder builder() {
        return new Builder();
    }

    private static void token(String what, @Nullable String token) {
        if (token == null) {
            return;
        }
        if (token.length() < MIN_TOKEN) {
            throw new IllegalArgumentException(
                    "the " + what + " has " + token.length() + " characters: at least " + MIN_TOKEN + " are required");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
            throw new IllegalArgumentException("the " + what + " has characters other than visible ASCII");
        }
    }

    @Override
    public String toString() {
        return "ServerSettings[host=" + host + ", port=" + port + ", writeToken=" + shown(writeToken) + ", readToken="
                + shown(readToken) + ", noAuth=" + noAuth + ", allowedHosts=" + allowedHosts + ", limits=" + limits
                + ", webhook="
                + webhook
                + "]";
    }

    private static String shown(@Nullable String token) {
        return token == null ? "none" : "***";
    }

    /** Collects settings. Not thread-safe. */
    public static final class Builder {
        private String host = DEFAULT_HOST;
        private int port = DEFAULT_PORT;
        private @Nullable String writeToken;
        private @Nullable String readToken;
        private boolean noAuth;
        private final List<String> allowedHosts = new ArrayList<>();
        private ServerLimits limits = ServerLimits.DEFAULT;
        private @Nullable WebhookSettings webhook;

        private Builder() {}

        /** Name or address of the interface; {@code 0.0.0.0} for all. Default: {@value #DEFAULT_HOST}. */
        public Builder host(String name) {
            host = requireNonNull(name, "host");
            return this;
        }

        /** 0 to 65,535; 0 for any free port. Default: {@value #DEFAULT_PORT}. */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /**
         * The write token, which allows everything: at least {@value #MIN_TOKEN} visible ASCII characters. Default:
         * none.
         */
        public Builder writeToken(@Nullable String token) {
            writeToken = token;
            return this;
        }

        /** The read token, which allows reading only, with the same minimum length. Default: none. */
        public Builder readToken(@Nullable String token) {
            readToken = token;
            return this;
        }

        /** Whether to listen on other interfaces than loopback without a token. Default: false. */
        public Builder noAuth(boolean open) {
            noAuth = open;
            return this;
        }

        /** One more host name of the server, without port. */
        public Builder allowedHost(String name) {
            allowedHosts.add(requireNonNull(name, "allowedHost"));
            return this;
        }

        /** Default: {@link ServerLimits#DEFAULT}. */
        public Builder limits(ServerLimits most) {
            limits = requireNonNull(most, "limits");
            return this;
        }

        /** Where alerts are posted. Default: nowhere. */
        public Builder webhook(@Nullable WebhookSettings receiver) {
            webhook = receiver;
            return this;
        }

        /**
         * The settings.
         *
         * @throws IllegalArgumentException if one is invalid, or two exclude each other
         */
        public ServerSettings build() {
            return new ServerSettings(host, port, writeToken, readToken, noAuth, allowedHosts, limits, webhook);
        }
    }
}
