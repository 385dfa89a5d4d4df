package io.github.djltracker.server.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The files of the dashboard, from the jar. Thread-safe. */
final class Assets {
    /**
     * A file as it is sent.
     *
     * @param tag names its content, as an ETag
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Asset(String mediaType, String tag, byte[] bytes, byte[] gzip) {}

    /** The page, which asks for its files beside its own address: so it works under any path that a proxy puts before it. */
    private static final String PAGE = "index.html";
    /** What is put before the name of the page for each folder that its address is further down. */
    private static final String UP = "../";
    /** Nobody links further down than this; what is, finds no files. */
    private static final int DEEPEST = 20;

    /** Ours: lower case, at most one folder deep. So no name leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("(?:[a-z-]+/)?[a-z-]+\\.(js|css|svg|html)");

    private static final Map<String, String> UPLOT = Map.of(
            "uplot/uPlot.esm.js", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.esm.js",
            "uplot/uPlot.min.css", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css");
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "html", "text/html; charset=utf-8");

    private final ConcurrentHashMap<String, Asset> loaded = new ConcurrentHashMap<>();

    /** The page, which finds its files above however many folders its address has. */
    Asset page(String path) {
        int folders = (int) path.chars().filter(each -> each == '/').count() - 1;
        String up = UP.repeat(Math.max(0, Math.min(DEEPEST, folders)));
        return loaded.computeIfAbsent(up + PAGE, name -> load(name, PAGE).orElseThrow());
    }

    /** The file of this name below the dashboard's folder, if there is one. */
    Optional<Asset> find(String name) {
        Asset known = loaded.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        String resource = UPLOT.get(name);
        if (resource == null && NAME.matcher(name).matches()) {
            resource = name;
        }
        Optional<Asset> found = resource == null ? Optional.empty() : load(name, resource);
        found.ifPresent(asset -> loaded.put(name, asset));
        return found;
    }

    private static Optional<Asset> load(String name, String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            byte[] bytes = in.readAllBytes();
            if (name.startsWith(UP)) {
                String up = name.substring(0, name.length() - resource.length());
                bytes = new String(bytes, UTF_8)
                        .replace("\"assets/", "\"" + up + "assets/")
                        .getBytes(UTF_8);
            }
            String mediaType = MEDIA_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
            return Optional.of(new Asset(mediaType, tag(bytes), bytes, gzip(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            // weak: packed or not, it is the same file
            return "W/\"" + Base64.getUrlEncoder().encodeToString(Arrays.copyOf(digest, 12)) + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(bytes.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
