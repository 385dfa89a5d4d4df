package io.github.djltracker.store.codec;

import io.github.djltracker.domain.run.IterationColumns;
import io.github.djltracker.domain.run.RunBatch;
import io.github.djltracker.domain.run.RunEntry;
import io.github.djltracker.domain.run.SeriesColumns;
import io.github.djltracker.wire.log.RunLogJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Encodes and decodes the body of an entry in the database. A batch is stored as columns of each series until it is
 * packed; the start and the end, which are never packed, as deflated JSON. The first byte distinguishes these.
 * {@code chunk-format.md} specifies the format. Not thread-safe.
 */
public final class EntryCodec {
    /** First byte of columns. */
    static final int COLUMNS = 1;
    /** First byte of deflated JSON. */
    static final int JSON = 2;

    /** Returns the points to which the columns of a series are appended, or null to skip them. */
    public interface Target {
        @Nullable
        Points points(long series);
    }

    private final ColumnCodec columns = new ColumnCodec();
    private final ByteWriter out = new ByteWriter(1_024);
    private final ByteWriter one = new ByteWriter(256);

    /**
     * Encodes the columns of a batch, given the ids of its series in the batch's order. Its modules are stored
     * elsewhere.
     */
    public byte[] encode(RunBatch batch, long iterations, long[] series) {
        out.clear();
        out.u8(COLUMNS);
        if (batch.iterations().count() > 0) {
            write(iterations, iterationPoints(batch.iterations(), batch.sequence()));
        }
        for (int i = 0; i < series.length; i++) {
            SeriesColumns each = batch.series().get(i);
            Points points = new Points(each.count());
            points.addAll(each.steps(), each.times(), each.values(), batch.sequence());
            write(series[i], points);
        }
        out.checksum();
        return out.toBytes();
    }

    private void write(long series, Points points) {
        one.clear();
        columns.write(one, points, 0, points.count());
        out.varint(series);
        out.varint(points.count());
        out.varint(one.size());
        out.bytes(one);
    }

    /** Iterations are points whose value is the epoch. */
    private static Points iterationPoints(IterationColumns iterations, long entry) {
        Points points = new Points(iterations.count());
        for (int i = 0; i < iterations.count(); i++) {
            points.add(iterations.steps()[i], iterations.times()[i], iterations.epochs()[i], entry);
        }
        return points;
    }

    /** Appends the points of a batch to those that the target returns. */
    public void decode(byte[] body, long entry, Target target) {
        ByteReader in = ByteReader.checked(body);
        int kind = in.u8();
        if (kind != COLUMNS) {
            throw new CorruptException("the body of entry " + entry + " is of kind " + kind + ", not " + COLUMNS);
        }
        while (!in.isAtEnd()) {
            long series = in.varint();
            int count = in.varint(1, ChunkCodec.READ_POINTS);
            ByteReader slice = in.slice(in.varint(0, in.remaining()));
            Points points = target.points(series);
            if (points != null) {
                int first = points.count();
                columns.read(slice, points, count);
                Arrays.fill(points.entries(), first, first + count, entry);
                if (!slice.isAtEnd()) {
                    throw new CorruptException(
                            "series " + series + " of entry " + entry + " has extra bytes after its points");
                }
            }
        }
    }

    public static byte[] encodeJson(RunEntry entry) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(JSON);
        try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
            deflated.write(RunLogJson.write(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static boolean isJson(byte[] body) {
        return body.length > 0 && body[0] == JSON;
    }

    public static RunEntry decodeJson(byte[] body) {
        try (InflaterInputStream inflated =
                new InflaterInputStream(new ByteArrayInputStream(body, 1, Math.max(0, body.length - 1)))) {
            return RunLogJson.read(inflated.readAllBytes());
        } catch (IOException | IllegalArgumentException e) {
            throw new CorruptException("the start or end of a run cannot be read: " + e.getMessage(), e);
        }
    }
}
