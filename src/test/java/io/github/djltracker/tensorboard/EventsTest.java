package io.github.djltracker.tensorboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class EventsTest {
    private static String hex(byte[] record) {
        return HexFormat.of().formatHex(Framing.framed(record));
    }

    @Test
    void the_checksum_is_that_of_the_format() {
        byte[] bytes = "\u001a\u0011CRC test, one two".getBytes(US_ASCII);

        assertThat(Framing.masked(bytes, 0, bytes.length)).isEqualTo(0x5794d08a);
    }

    @Test
    void files_begin_with_the_version_that_tensorboard_expects() {
        assertThat(hex(Events.fileVersion(1_000)))
                .isEqualTo("1800000000000000a37f4b2209000000000000f03f1a0d627261696e2e4576656e743a3286bf577a");
    }

    @Test
    void a_scalar_is_a_simple_value() {
        assertThat(hex(Events.scalar(2_000, 7, "loss", 0.5)))
                .isEqualTo("1a00000000000000129bd82d09000000000000004010072a0d0a0b0a046c6f7373150000003fc33fc24a");
    }
}
