package io.github.djltracker.structure;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import io.github.djltracker.structure.json.Digest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an imported block computes, without running it. TorchScript blocks can be saved as a ZIP archive that
 * contains the code of their graph as text, besides their weights. Only the code and the constants are read.
 *
 * <p>The archive's format is that of PyTorch's {@code torch.jit.save}; its ZIP follows APPNOTE.TXT, sections 4.3.7 to
 * 4.3.16.
 */
final class ImportedGraph {
    /** Maximum size of the weights in bytes: saving a larger block would take too long. */
    static final long MAX_BYTES = 32L << 20;

    private static final int FILE = 0x04034b50;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int FILE_BYTES = 30;
    private static final int STORED = 0;

    /** The suffix that a process adds to the name of a class that it loads a second time. */
    private static final Pattern MANGLED = Pattern.compile("___torch_mangle_\\d+\\.");

    private ImportedGraph() {}

    /** A digest of the graph's code and constants; null if they cannot be read, or only at too high a cost. */
    static @Nullable String digest(Block block) {
        try {
            if (!isSmallAndOnCpu(block)) {
                return null;
            }
            Bounded saved = new Bounded();
            block.saveParameters(new DataOutputStream(saved));
            return saved.isCut
                    ? null
                    : digest(ByteBuffer.wrap(saved.toByteArray()).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException
                | RuntimeException
                | LinkageError e) { // an engine that saves in another way, or not at all
            return null;
        }
    }

    /** Whether the weights are small and on the CPU; reading them from another device would mean waiting for it. */
    private static boolean isSmallAndOnCpu(Block block) {
        long bytes = 0;
        for (Parameter parameter : block.getDirectParameters().values()) {
            NDArray array = parameter.getArray();
            bytes += array.getShape().size() * array.getDataType().getNumOfBytes();
            if (!Device.cpu().equals(array.getDevice())) {
                return false;
            }
        }
        return bytes <= MAX_BYTES;
    }

    /** Keeps the first bytes, and never throws, because it is called from the engine's native code. */
    private static final class Bounded extends ByteArrayOutputStream {
        private boolean isCut;

        @Override
        public synchronized void write(int b) {
            isCut |= count >= 2 * MAX_BYTES;
            if (!isCut) {
                super.write(b);
            }
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            isCut |= count + (long) length > 2 * MAX_BYTES;
            if (!isCut) {
                super.write(bytes, from, length);
            }
        }
    }

    private static @Nullable String digest(ByteBuffer saved) {
        int start = 0; // the block writes other data before the archive
        while (saved.getInt(start) != FILE) {
            start++;
        }
        int end = saved.limit() - END_BYTES;
        while (saved.getInt(end) != END) {
            end--;
        }
        int entries = saved.getShort(end + 10) & 0xffff;
        int at = start + saved.getInt(end + 16);
        Map<String, String> parts = new TreeMap<>();
        for (int i = 0; i < entries && saved.getInt(at) == ENTRY; i++) {
            int method = saved.getShort(at + 10);
            int size = saved.getInt(at + 24);
            int nameLength = saved.getShort(at + 28) & 0xffff;
            String name = new String(bytes(saved, at + ENTRY_BYTES, nameLength), UTF_8);
            String part = name.substring(name.indexOf('/') + 1);
            if (method == STORED && isTold(part)) {
                parts.put(part, content(saved, start + saved.getInt(at + 42), size, part));
            }
            at += ENTRY_BYTES + nameLength + (saved.getShort(at + 30) & 0xffff) + (saved.getShort(at + 32) & 0xffff);
        }
        return parts.keySet().stream().anyMatch(part -> part.endsWith(".py")) ? Digest.of(parts.toString()) : null;
    }

    private static boolean isTold(String part) {
        return (part.startsWith("code/") && part.endsWith(".py")) || part.startsWith("constants");
    }

    private static String content(ByteBuffer saved, int file, int size, String part) {
        int data = file + FILE_BYTES + (saved.getShort(file + 26) & 0xffff) + (saved.getShort(file + 28) & 0xffff);
        byte[] bytes = bytes(saved, data, size);
        return part.endsWith(".py") ? MANGLED.matcher(new String(bytes, UTF_8)).replaceAll("") : Digest.of(bytes);
    }

    private static byte[] bytes(ByteBuffer saved, int from, int length) {
        byte[] bytes = new byte[length];
        saved.get(from, bytes);
        return bytes;
    }
}
