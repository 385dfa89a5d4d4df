package io.github.djltracker.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Finds the numbers in the values of a summary, in each of the forms in which TensorFlow, PyTorch and others write
 * them.
 */
final class Scalars {
    private Scalars() {}

    /** The values of an event; empty if it has no summary. */
    static List<Message> values(Message event) {
        Message summary = event.message(Events.SUMMARY);
        return summary == null
                ? List.of()
                : summary.all(1).stream().map(Message::read).toList();
    }

    /** Whether an event is a point that the tracker wrote. */
    static boolean isPoint(Message event) {
        return values(event).stream().anyMatch(value -> value.has(Events.SIMPLE_VALUE));
    }

    static boolean isHparams(Message event) {
        return values(event).stream().anyMatch(value -> plugin(value).equals(Events.HPARAMS));
    }

    /** The name of the plugin that a value is for; empty if it names none. */
    static String plugin(Message value) {
        Message data = pluginData(value);
        return data == null ? "" : data.text(1);
    }

    static @Nullable Message pluginData(Message value) {
        Message metadata = value.message(Events.METADATA);
        return metadata == null ? null : metadata.message(1);
    }

    /**
     * The number in a value; empty if it does not have exactly one.
     *
     * @param isScalar whether the tag is known to be for scalars; only the first value of a tag must say so
     */
    static OptionalDouble number(Message value, boolean isScalar) {
        if (value.has(Events.SIMPLE_VALUE)) {
            return OptionalDouble.of(value.fixed32(Events.SIMPLE_VALUE));
        }
        String plugin = plugin(value);
        Message tensor = value.message(Events.TENSOR);
        if (tensor == null || !(plugin.equals("scalars") || (plugin.isEmpty() && isScalar))) {
            return OptionalDouble.empty();
        }
        return number(tensor);
    }

    private static OptionalDouble number(Message tensor) {
        byte[] content = tensor.bytes(Events.CONTENT);
        ByteBuffer bytes = content == null || content.length == 0
                ? null
                : ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int type = (int) tensor.integer(Events.DTYPE);
        int size = type == Events.DT_FLOAT || type == Events.DT_INT32 ? Integer.BYTES : Long.BYTES;
        if (bytes != null && bytes.remaining() != size) {
            return OptionalDouble.empty(); // more than one number
        }
        return switch (type) {
            case Events.DT_FLOAT -> OptionalDouble.of(bytes != null ? bytes.getFloat() : floats(tensor));
            case Events.DT_DOUBLE -> OptionalDouble.of(bytes != null ? bytes.getDouble() : doubles(tensor));
            case Events.DT_INT32 -> OptionalDouble.of(bytes != null ? bytes.getInt() : integer(tensor, Events.INTS));
            case Events.DT_INT64 -> OptionalDouble.of(bytes != null ? bytes.getLong() : integer(tensor, Events.LONGS));
            default -> OptionalDouble.empty();
        };
    }

    /** The number may be packed or not; in a tensor of zero it may be missing. */
    private static double floats(Message tensor) {
        byte[] packed = tensor.bytes(Events.FLOATS);
        return packed == null || packed.length < Float.BYTES
                ? tensor.fixed32(Events.FLOATS)
                : ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    }

    private static double doubles(Message tensor) {
        byte[] packed = tensor.bytes(Events.DOUBLES);
        return packed == null || packed.length < Double.BYTES
                ? tensor.fixed64(Events.DOUBLES)
                : ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).getDouble();
    }

    private static double integer(Message tensor, int field) {
        byte[] packed = tensor.bytes(field);
        if (packed == null) {
            return tensor.integer(field);
        }
        long value = 0;
        for (int i = 0, shift = 0; i < packed.length && shift < Long.SIZE; i++, shift += 7) {
            value |= (packed[i] & 0x7FL) << shift;
            if (packed[i] >= 0) {
                break;
            }
        }
        return value;
    }
}
