package io.github.djltracker.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Protocol Buffers message that was read: its fields in their order. */
final class Message {
    /**
     * A field.
     *
     * @param bits of a numeric value; 0 if the value is bytes
     * @param bytes null if the value is numeric
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Field(int number, int type, long bits, byte @Nullable [] bytes) {}

    private final List<Field> fields = new ArrayList<>();

    private Message() {}

    /**
     * Reads a message.
     *
     * @throws IllegalArgumentException if the bytes are not a message
     */
    static Message read(byte[] bytes) {
        Message message = new Message();
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long key = varint(in);
            int number = (int) (key >>> 3);
            int type = (int) (key & 7);
            if (number <= 0 || key >>> 3 > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("field " + (key >>> 3) + " is none");
            }
            message.fields.add(
                    switch (type) {
                        case Proto.VARINT -> new Field(number, type, varint(in), null);
                        case Proto.FIXED64 -> {
                            require(in, Long.BYTES);
                            yield new Field(number, type, in.getLong(), null);
                        }
                        case Proto.FIXED32 -> {
                            require(in, Integer.BYTES);
                            yield new Field(number, type, in.getInt(), null);
                        }
                        case Proto.BYTES -> {
                            long length = varint(in);
                            require(in, length);
                            byte[] content = new byte[(int) length];
                            in.get(content);
                            yield new Field(number, type, 0, content);
                        }
                        default -> throw new IllegalArgumentException("field " + number + " is of type " + type);
                    });
        }
        return message;
    }

    private static void require(ByteBuffer in, long count) {
        if (count < 0 || count > in.remaining()) {
            throw new IllegalArgumentException(
                    "a field has " + count + " bytes, of which " + in.remaining() + " are there");
        }
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            require(in, 1);
            byte next = in.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number has more than ten bytes");
    }

    List<Field> fields() {
        return fields;
    }

    /** The bytes of all fields with this number; fields of other types are skipped. */
    List<byte[]> all(int number) {
        List<byte[]> all = new ArrayList<>();
        for (Field field : fields) {
            if (field.number() == number && field.bytes() != null) {
                all.add(field.bytes());
            }
        }
        return all;
    }

    boolean has(int number) {
        return last(number) != null;
    }

    private @Nullable Field last(int number) {
        Field last = null;
        for (Field field : fields) {
            if (field.number() == number) {
                last = field;
            }
        }
        return last;
    }

    /** The last field with this number, as Protocol Buffers specifies; null if there is none. */
    @Nullable
    Message message(int number) {
        byte[] bytes = bytes(number);
        return bytes == null ? null : read(bytes);
    }

    byte @Nullable [] bytes(int number) {
        Field field = last(number);
        return field == null ? null : field.bytes();
    }

    String text(int number) {
        byte[] bytes = bytes(number);
        return bytes == null ? "" : new String(bytes, UTF_8);
    }

    long integer(int number) {
        Field field = last(number);
        return field == null ? 0 : field.bits();
    }

    double fixed64(int number) {
        Field field = last(number);
        return field == null || field.type() != Proto.FIXED64 ? 0 : Double.longBitsToDouble(field.bits());
    }

    float fixed32(int number) {
        Field field = last(number);
        return field == null || field.type() != Proto.FIXED32 ? 0 : Float.intBitsToFloat((int) field.bits());
    }
}
