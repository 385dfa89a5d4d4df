package io.github.djltracker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/** A persistent connection with one request at a time, cheaper than a full HTTP client. Not thread-safe. */
final class HttpConnection {
    /** An answer other than 200. */
    static final class RefusedException extends IOException {
        private static final long serialVersionUID = 1;

        RefusedException(String answer) {
            super(answer);
        }
    }

    private final URI server;
    private Socket socket;
    private InputStream in;

    HttpConnection(URI server) throws IOException {
        this.server = server;
        socket = connect();
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Socket connect() throws IOException {
        Socket made = new Socket(server.getHost(), server.getPort());
        made.setTcpNoDelay(true);
        return made;
    }

    /** The body of the answer, whose status must be 200. */
    String get(String path) throws IOException {
        return send("GET " + path, "", new byte[0]);
    }

    /** The body of the answer, whose status must be 200. */
    String post(String path, String type, byte[] body) throws IOException {
        return send("POST " + path, "Content-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n", body);
    }

    private String send(String what, String headers, byte[] body) throws IOException {
        String head = what + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n" + headers + "\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
        request.writeBytes(head.getBytes(UTF_8));
        request.writeBytes(body);
        try {
            socket.getOutputStream().write(request.toByteArray());
            return answer();
        } catch (EOFException e) {
            // some servers close connections that were idle for some seconds
            socket.close();
            socket = connect();
            in = new BufferedInputStream(socket.getInputStream());
            socket.getOutputStream().write(request.toByteArray());
            return answer();
        }
    }

    private String answer() throws IOException {
        String status = line();
        int length = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(
                        lower.substring("content-length:".length()).trim());
            }
        }
        String body = new String(in.readNBytes(length), UTF_8);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new RefusedException(status + " " + body);
        }
        return body;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
