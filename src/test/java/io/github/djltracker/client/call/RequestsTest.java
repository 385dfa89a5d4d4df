package io.github.djltracker.client.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import okhttp3.Request;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestsTest {
    private static final byte[] LARGE = "123,".repeat(10_000).getBytes(UTF_8);

    @Test
    void packs_a_large_body_for_another_machine() throws IOException {
        Request request = request("https://tracker", LARGE);

        assertThat(request.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(requireNonNull(request.body()).contentType()).hasToString("application/json");
        byte[] packed = sent(request);
        assertThat(packed).hasSize((int) request.body().contentLength()).hasSizeLessThan(1_000);
        assertThat(new GZIPInputStream(new Buffer().write(packed).inputStream()).readAllBytes())
                .isEqualTo(LARGE);
    }

    @Test
    void leaves_a_small_body_as_it_is() throws IOException {
        byte[] small = new byte[Requests.MIN_GZIP_BYTES - 1];

        Request request = request("https://tracker", small);

        assertThat(request.header("Content-Encoding")).isNull();
        assertThat(request.header("Accept-Encoding")).isNull();
        assertThat(sent(request)).isEqualTo(small);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8091", "http://127.0.0.1", "http://[::1]"})
    void packs_nothing_within_a_machine_and_asks_for_the_same(String url) throws IOException {
        Request request = request(url, LARGE);

        assertThat(request.header("Content-Encoding")).isNull();
        assertThat(request.header("Accept-Encoding")).isEqualTo("identity");
        assertThat(sent(request)).isEqualTo(LARGE);
    }

    private static Request request(String url, byte[] body) {
        Address address = Address.of(url);
        HttpCall call = HttpCall.post("x").body("application/json", body);
        return new Requests(address, HttpSettings.DEFAULTS).of(address.url(call), call, new AtomicInteger());
    }

    private static byte[] sent(Request request) throws IOException {
        Buffer buffer = new Buffer();
        requireNonNull(request.body()).writeTo(buffer);
        return buffer.readByteArray();
    }
}
