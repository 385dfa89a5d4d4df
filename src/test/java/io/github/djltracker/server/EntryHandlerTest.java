package io.github.djltracker.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.RunStatus;
import io.github.djltracker.testing.Entries;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Entries get the same answer from the thread that stores them and from the routes. */
final class EntryHandlerTest extends ServerTest {
    private static final UUID OTHER = UUID.fromString("5c0b8d60-2f6a-4c0e-9f0e-0123456789ac");
    /** Makes the routes answer: requests with a repeated header are left to them. */
    private static final String TO_ROUTES = "Accept: */*\r\nAccept: */*\r\n";

    private static final String LINES = "Content-Type: application/x-ndjson\r\n";

    /** The requests that are sent. */
    private enum Sent {
        NEXT(LINES, Entries.points(1, "loss", null, 0, 0.5)),
        AGAIN(LINES, Entries.points(1, "loss", null, 0, 0.5), Entries.points(2, "loss", null, 1, 0.5)),
        WITHOUT_A_TYPE("", Entries.points(1, "loss", null, 0, 0.5)),
        GAP(LINES, Entries.points(7, "loss", null, 0, 0.5)),
        AFTER_THE_END(LINES, Entries.end(1, RunStatus.FINISHED), Entries.points(2, "loss", null, 0, 0.5)),
        OF_ANOTHER_TYPE("Content-Type: text/plain\r\n", Entries.points(1, "loss", null, 0, 0.5)),
        OF_AN_UNKNOWN_ENCODING(LINES + "Content-Encoding: br\r\n", Entries.points(1, "loss", null, 0, 0.5)),
        COMPRESSED(LINES + "Content-Encoding: gzip\r\n", Entries.points(1, "loss", null, 0, 0.5)),
        EMPTY(LINES),
        LARGE(LINES, Entries.points(1, "x".repeat(400), "y".repeat(400), 0, new double[5_000]));

        private final String headers;
        /** The bytes of the body, as characters. */
        private final String body;

        Sent(String headers, RunEntry... entries) {
            this.headers = headers;
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (RunEntry entry : entries) {
                lines.writeBytes(RunLogJson.write(entry));
                lines.write('\n');
            }
            byte[] bytes = headers.contains("gzip") ? gzip(lines.toByteArray()) : lines.toByteArray();
            body = new String(bytes, StandardCharsets.ISO_8859_1);
        }

        private static byte[] gzip(byte[] bytes) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
                out.write(bytes);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return packed.toByteArray();
        }
    }

    @BeforeEach
    void runs() {
        store.logs().append(RUN, Entries.start(RUN, "digits", "abc"));
        store.logs().append(OTHER, Entries.start(OTHER, "digits", "abc"));
    }

    @ParameterizedTest
    @EnumSource
    void both_answer_alike_and_store_alike(Sent sent) throws IOException {
        for (int time = 0; time < 2; time++) { // the second time, it is already stored
            String one = answer(RUN, "", sent);
            String other = answer(OTHER, TO_ROUTES, sent);

            assertThat(one.replace(RUN.toString(), "RUN")).isEqualTo(other.replace(OTHER.toString(), "RUN"));
            assertThat(store.logs().next(RUN)).isEqualTo(store.logs().next(OTHER));
        }
    }

    private String answer(UUID run, String more, Sent sent) throws IOException {
        String head = "POST " + BASE + "/runs/" + run + "/entries HTTP/1.1\r\nHost: "
                + server.uri().getAuthority() + "\r\n" + sent.headers + more + "Content-Length: " + sent.body.length()
                + "\r\n\r\n";
        try (Wire wire = Wire.to(server.uri())) {
            String answer = wire.send(head.getBytes(StandardCharsets.US_ASCII))
                    .send(sent.body)
                    .answer();
            return answer.lines()
                    .filter(line -> !line.startsWith("Date: "))
                    .sorted()
                    .toList()
                    .toString();
        }
    }
}
