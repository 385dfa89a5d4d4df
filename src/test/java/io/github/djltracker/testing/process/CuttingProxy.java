package io.github.djltracker.testing.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A proxy between a client and a server on this machine that cuts connections: in the request, after the request so
 * that the answer is lost, in the answer, or after a while. The seed determines which and where. Thread-safe.
 */
public final class CuttingProxy implements AutoCloseable {
    /** What happens to a connection. */
    private enum Fate {
        LIVES_A_WHILE,
        CUT_IN_REQUEST,
        ANSWER_LOST,
        CUT_IN_ANSWER
    }

    private final ServerSocket listening;
    private final int[] targets;
    private final Random random;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile double chance;

    private CuttingProxy(ServerSocket listening, long seed, int[] targets) {
        this.listening = listening;
        this.targets = targets;
        this.random = new Random(seed);
    }

    /**
     * Starts a proxy on its own port.
     *
     * @param chance the probability that a connection is cut soon, 0 to 1; with 0 none is ever cut
     * @param targets the ports of the servers; each connection goes to one of them
     */
    public static CuttingProxy start(double chance, long seed, int... targets) {
        try {
            ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            CuttingProxy proxy = new CuttingProxy(listening, seed, targets);
            proxy.chance = chance;
            proxy.thread("accept", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** The number of connections that were cut so far. */
    public int cuts() {
        return cuts.get();
    }

    /** Sets the probability for new connections. */
    public void chance(double now) {
        chance = now;
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            open.add(client);
            Fate fate;
            int after;
            int target;
            synchronized (random) {
                fate = random.nextDouble() < chance ? Fate.values()[1 + random.nextInt(3)] : Fate.LIVES_A_WHILE;
                after = random.nextInt(20_000);
                target = targets[random.nextInt(targets.length)];
            }
            try {
                Socket server = new Socket();
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
                open.add(server);
                // most requests are longer than their answers, whose head has about 300 bytes
                int requestBytes = switch (fate) {
                    case CUT_IN_REQUEST -> after;
                    case LIVES_A_WHILE -> chance == 0 ? Integer.MAX_VALUE : 300_000 + 40 * after;
                    default -> Integer.MAX_VALUE;
                };
                int answerBytes = switch (fate) {
                    case ANSWER_LOST -> 0;
                    case CUT_IN_ANSWER -> 1 + after % 300;
                    default -> Integer.MAX_VALUE;
                };
                thread("request", () -> pass(client, server, requestBytes));
                thread("answer", () -> pass(server, client, answerBytes));
            } catch (IOException e) {
                // the server is unavailable, and so is the proxy
                close(client);
            }
        }
    }

    /** Passes on this many bytes, then cuts both sides. */
    private void pass(Socket from, Socket to, int bytes) throws IOException {
        int left = bytes;
        byte[] buffer = new byte[8_192];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int passed = Math.min(read, left);
                out.write(buffer, 0, passed);
                out.flush();
                left -= passed;
                if (read > passed || (left == 0 && bytes != Integer.MAX_VALUE)) {
                    cuts.incrementAndGet();
                    return;
                }
            }
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        try {
            // sends a reset: data in transit is lost, as when a machine fails
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // already closed
            open.remove(socket);
        }
    }

    /** Work that may end because a socket is closed. */
    private interface Io {
        void run() throws IOException;
    }

    private void thread(String role, Io work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (SocketException e) {
                        // the proxy itself closed the socket
                        return;
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "cutting-proxy-" + role);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(this::close);
    }
}
