package io.github.djltracker.client;

import io.github.djltracker.client.call.Connections;
import io.github.djltracker.client.call.HttpSettings;
import okhttp3.Connection;
import okhttp3.Request;
import okhttp3.Response;

/** A JVM that lists the experiments of a tracker and, for HTTPS, prints whether its sockets send without delay. */
final class HttpStoreProcess {
    private HttpStoreProcess() {}

    public static void main(String[] arguments) throws Exception {
        try (HttpStore store = HttpStore.open(arguments[0])) {
            store.experiments().list().forEach(experiment -> System.out.println("experiment " + experiment.name()));
        }
        if (arguments[0].startsWith("https")) {
            sockets(arguments[0]);
        }
    }

    private static void sockets(String url) throws Exception {
        try (Connections connections = Connections.open(HttpSettings.DEFAULTS, chain -> {
            Connection connection = chain.connection();
            System.out.println(
                    "no delay: " + (connection != null && connection.socket().getTcpNoDelay()));
            return chain.proceed(chain.request());
        })) {
            Request request = new Request.Builder().url(url).build();
            try (Response response = connections.client().newCall(request).execute()) {
                System.out.println("status " + response.code());
            }
        }
    }
}
