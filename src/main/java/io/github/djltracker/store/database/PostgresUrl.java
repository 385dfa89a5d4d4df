package io.github.djltracker.store.database;

import io.github.djltracker.domain.error.UnavailableException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The location of a PostgreSQL database, and how to connect to it. The query of the URL, above all the password, is
 * removed from it at once, so that no message and no log of the driver or the pool shows it.
 *
 * @param place the URL without its query
 * @param properties of the driver, without user and password
 */
public record PostgresUrl(
        String place, @Nullable String user, @Nullable String password, Properties properties) {
    static final String DRIVER = "org.postgresql.Driver";
    /** How long connecting to the server may take. */
    static final int CONNECT_SECONDS = 5;
    /** How long the server may be silent during a request. */
    static final int SOCKET_SECONDS = 30;

    private static final String PREFIX = "jdbc:postgresql:";
    private static final String FORM = "it must be " + PREFIX + "//host:port/database?user=...&password=...";

    /**
     * Parses a URL, without connecting to the server.
     *
     * @param user replaces that of the URL; null to use that of the URL
     * @param password replaces that of the URL; null to use that of the URL
     * @throws IllegalArgumentException if it is not a PostgreSQL URL
     * @throws UnavailableException if the driver or the pool is not on the class path
     */
    public static PostgresUrl parse(String url, @Nullable String user, @Nullable String password) {
        int query = url.indexOf('?');
        String place = query < 0 ? url : url.substring(0, query);
        if (place.indexOf('@') >= 0) {
            throw new IllegalArgumentException("the database URL has a user or password before the host: " + FORM);
        }
        if (!place.startsWith(PREFIX) || !isAccepted(place)) {
            throw new IllegalArgumentException("\"" + place + "\" is not the URL of a PostgreSQL database: " + FORM);
        }
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
        properties.setProperty("socketTimeout", Integer.toString(SOCKET_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "djl-tracker");
        if (query >= 0) {
            read(url.substring(query + 1), properties);
        }
        String urlUser = (String) properties.remove("user");
        String urlPassword = (String) properties.remove("password");
        return new PostgresUrl(
                place, user == null ? urlUser : user, password == null ? urlPassword : password, properties);
    }

    private static void read(String query, Properties into) {
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            try {
                String value = equals < 0 ? "" : URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8);
                if (!name.isEmpty()) {
                    into.setProperty(name, value);
                }
            } catch (IllegalArgumentException e) {
                // without its cause, whose message may show a part of a password
                throw new IllegalArgumentException(
                        name + " in the database URL is encoded incorrectly: " + "a per cent sign itself is %25");
            }
        }
    }

    /**
     * Loads classes by name, because the driver and the pool are only on the class path of those who use PostgreSQL.
     */
    private static boolean isAccepted(String place) {
        required("com.zaxxer.hikari.HikariDataSource", "com.zaxxer:HikariCP");
        Class<?> driver = required(DRIVER, "org.postgresql:postgresql");
        try {
            return driver.asSubclass(Driver.class)
                    .getDeclaredConstructor()
                    .newInstance()
                    .acceptsURL(place);
        } catch (SQLException e) {
            return false;
        } catch (ReflectiveOperationException e) {
            throw new UnavailableException("the PostgreSQL driver cannot be used: " + e, e);
        }
    }

    private static Class<?> required(String type, String artifact) {
        try {
            return Class.forName(type, false, PostgresUrl.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            throw new UnavailableException(
                    "PostgreSQL needs " + artifact + " on the class path: add this dependency", e);
        }
    }

    @Override
    public String toString() {
        return place;
    }
}
