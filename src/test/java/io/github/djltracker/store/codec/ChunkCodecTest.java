package io.github.djltracker.store.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.domain.value.Limits;
import io.github.djltracker.testing.random.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkCodecTest {
    private final ChunkCodec codec = new ChunkCodec();

    @Test
    void writes_and_reads_the_vectors_of_the_specification() throws IOException {
        String specification = Files.readString(Path.of("src/docs/chunk-format.md"));
        Points one = new Points(1);
        one.add(7, 1_000, 0.5, 1);
        Points five = new Points(5);
        five.add(0, 1_700_000_000_000L, 1, 1);
        five.add(1, 1_700_000_000_020L, 1.5, 1);
        five.add(2, 1_700_000_000_041L, Double.NaN, 2);
        five.add(3, 1_700_000_000_040L, -0.0, 2);
        five.add(10, 1_700_000_000_060L, Double.NEGATIVE_INFINITY, 5);
        RunBatch batch = new RunBatch(
                3,
                new IterationColumns(new long[] {7}, new int[] {2}, new long[] {1_000}),
                List.of(new SeriesColumns("loss", "train", new long[] {7}, new long[] {1_000}, new double[] {0.5})),
                List.of());

        String chunk = "0105000102030e0180a0abfef96206a2a0683ff0000000000000330d000a003ffeffe00102020301016a049efb";
        assertThat(hex(one)).isEqualTo("01010e01d00f3fe0000000000000010101f7be2602");
        assertThat(hex(five)).isEqualTo(chunk);
        Points read = new Points(0);
        codec.decode(HexFormat.of().parseHex(chunk), read);
        same(five, 0, 5, read);
        String statistics = HexFormat.of().formatHex(Statistics.of(five, 0, 5).toBytes());
        String entry = HexFormat.of().formatHex(new EntryCodec().encode(batch, 1, new long[] {300}));
        assertThat(specification)
                .contains("\n" + hex(one) + "\n", "\n" + chunk + "\n", "\n" + statistics + "\n", "\n" + entry + "\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void gives_back_every_point_bit_for_bit(long seed) {
        roundTrips(new Random(seed));
    }

    @Test
    void gives_back_every_point_bit_for_bit_with_a_new_seed() {
        roundTrips(new Random(Seeds.next()));
    }

    private void roundTrips(Random random) {
        for (int round = 0; round < 400; round++) {
            Points points = points(random, 1 + random.nextInt(round % 10 == 0 ? 3_000 : 90));
            int from = random.nextInt(points.count());
            int to = from + 1 + random.nextInt(points.count() - from);
            Points read = new Points(0);

            codec.decode(codec.encode(points, from, to), read);

            same(points, from, to, read);
        }
    }

    @Test
    void fills_pages_and_loses_no_point() {
        Random random = new Random(5);
        for (int round = 0; round < 20; round++) {
            Points points = points(random, 5_000);
            Points read = new Points(0);
            int from = 0;
            while (from < points.count()) {
                ChunkCodec.Page page = codec.fill(points, from);
                assertThat(page.body()).hasSizeLessThanOrEqualTo(ChunkCodec.PAGE);
                assertThat(page.count()).isBetween(1, ChunkCodec.MAX_POINTS);
                codec.decode(page.body(), read);
                from += page.count();
            }
            same(points, 0, points.count(), read);
        }
    }

    @Test
    void a_training_takes_few_bytes_a_point() {
        Random random = new Random(6);
        Points points = new Points(600);
        long time = 1_700_000_000_000L;
        for (int i = 0; i < 600; i++) {
            time += 20 + random.nextInt(10);
            points.add(i, time, (float) random.nextGaussian(), 1 + i / 50);
        }

        assertThat(codec.encode(points, 0, 600).length / 600.0).isLessThan(5.6);
    }

    @Test
    void refuses_a_body_in_which_any_bit_has_changed() {
        byte[] body = codec.encode(points(new Random(7), 40), 0, 40);
        for (int bit = 0; bit < 8 * body.length; bit++) {
            byte[] changed = body.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatThrownBy(() -> codec.decode(changed, new Points(0))).isInstanceOf(CorruptException.class);
        }
    }

    @Test
    void refuses_a_body_that_was_cut_or_is_too_long() {
        byte[] body = codec.encode(points(new Random(8), 40), 0, 40);
        for (int length = 0; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> codec.decode(cut, new Points(0))).isInstanceOf(CorruptException.class);
        }
        byte[] longer = signed(Arrays.copyOf(body, body.length - 3));
        assertThatThrownBy(() -> codec.decode(longer, new Points(0))).isInstanceOf(CorruptException.class);
    }

    /**
     * Invalid content with a valid checksum yields an exception or points, but no hang, no other error, and little
     * memory use.
     */
    @Test
    void survives_nonsense_with_a_valid_checksum() {
        Random random = new Random(Seeds.next());
        byte[] body = codec.encode(points(random, 60), 0, 60);
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = Arrays.copyOf(body, body.length - 4);
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            Points read = new Points(0);
            try {
                codec.decode(signed(changed), read);
            } catch (CorruptException e) {
                assertThat(e).hasMessageMatching("(?s).{10,200}");
            }
            assertThat(read.count()).isLessThanOrEqualTo(ChunkCodec.READ_POINTS);
        }
    }

    @Test
    void names_the_version_it_does_not_know() {
        byte[] body = codec.encode(points(new Random(9), 4), 0, 4);
        byte[] other = Arrays.copyOf(body, body.length - 4);
        other[0] = 9;

        assertThatThrownBy(() -> codec.decode(signed(other), new Points(0)))
                .isInstanceOf(CorruptException.class)
                .hasMessageContaining("version")
                .hasMessageContaining("9");
    }

    private String hex(Points points) {
        return HexFormat.of().formatHex(codec.encode(points, 0, points.count()));
    }

    private static byte[] signed(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body);
        byte[] signed = Arrays.copyOf(body, body.length + 4);
        for (int i = 0; i < 4; i++) {
            signed[body.length + i] = (byte) (crc.getValue() >>> (24 - 8 * i));
        }
        return signed;
    }

    private static void same(Points points, int from, int to, Points read) {
        assertThat(read.count()).isEqualTo(to - from);
        for (int i = from; i < to; i++) {
            assertThat(read.steps()[i - from]).isEqualTo(points.steps()[i]);
            assertThat(read.times()[i - from]).isEqualTo(points.times()[i]);
            assertThat(read.entries()[i - from]).isEqualTo(points.entries()[i]);
            assertThat(Double.doubleToLongBits(read.values()[i - from]))
                    .isEqualTo(Double.doubleToLongBits(points.values()[i]));
        }
    }

    /** Columns of random kinds, both typical and unusual for trainings. */
    private static Points points(Random random, int count) {
        LongSupplier step = column(random, random.nextInt(4));
        LongSupplier time = column(random, random.nextInt(4));
        int kind = random.nextInt(6);
        long entry = random.nextInt(5);
        double last = 0;
        Points points = new Points(0);
        for (int i = 0; i < count; i++) {
            last = switch (kind) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextFloat();
                case 2 -> random.nextGaussian();
                case 3 -> random.nextInt(20) == 0 ? random.nextInt(9) : last;
                case 4 -> special(random);
                default -> 3.5;
            };
            points.add(step.getAsLong(), time.getAsLong(), last, entry);
            if (random.nextInt(4) < kind) {
                entry += random.nextInt(10) == 0 ? random.nextLong(1L << 40) : 1;
            }
        }
        return points;
    }

    private static LongSupplier column(Random random, int kind) {
        long[] next = {random.nextLong(Limits.MAX_INTEGER / 2)};
        return switch (kind) {
            case 0 -> () -> next[0]++;
            case 1 -> () -> next[0] += random.nextInt(40);
            case 2 -> () -> random.nextLong(Limits.MAX_INTEGER + 1);
            default -> () -> random.nextInt(30) == 0 ? Limits.MAX_INTEGER : 0;
        };
    }

    private static double special(Random random) {
        double[] values = {
            Double.NaN,
            0.0,
            -0.0,
            Double.MIN_VALUE,
            -Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            1
        };
        return values[random.nextInt(values.length)];
    }
}
