package io.github.djltracker.client.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;

final class NoDelaySocketsTest {
    @Test
    void every_socket_sends_at_once() throws Exception {
        NoDelaySockets sockets = new NoDelaySockets();
        InetAddress here = InetAddress.getLoopbackAddress();
        try (ServerSocket server = new ServerSocket(0, 50, here)) {
            int port = server.getLocalPort();
            List<Socket> all = List.of(
                    sockets.createSocket(),
                    sockets.createSocket("127.0.0.1", port),
                    sockets.createSocket("127.0.0.1", port, here, 0),
                    sockets.createSocket(here, port),
                    sockets.createSocket(here, port, here, 0));
            for (Socket socket : all) {
                assertThat(socket.getTcpNoDelay()).isTrue();
                socket.close();
            }
        }
    }

    @Test
    void the_connections_are_made_of_them() throws Exception {
        List<Boolean> seen = new ArrayList<>();
        try (FakeServer server = FakeServer.start();
                Connections connections = Connections.open(HttpSettings.DEFAULTS, chain -> {
                    Connection connection = chain.connection();
                    seen.add(connection != null && connection.socket().getTcpNoDelay());
                    return chain.proceed(chain.request());
                })) {
            server.answers(200);
            Call call = connections
                    .client()
                    .newCall(new Request.Builder().url(server.url()).build());

            try (Response response = call.execute()) {
                assertThat(response.code()).isEqualTo(200);
            }
        }

        assertThat(seen).containsExactly(true);
    }
}
