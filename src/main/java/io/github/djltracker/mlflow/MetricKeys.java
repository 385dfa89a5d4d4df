package io.github.djltracker.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.mlflow.call.MlflowRun;
import io.github.djltracker.wire.json.AttributesJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key of each series of a run in MLflow: {@code phase/name}, or the name alone if there is no phase. Characters
 * that MLflow does not accept are replaced. If that changes the key, or another series has the same key, a hash of the
 * series is appended. Tags of the run name the series of such keys. Not thread-safe.
 */
final class MetricKeys {
    /**
     * Prefix of these tags, before the key; the value is a JSON object with the name, and the phase if there is one.
     */
    static final String TAG = "djltracker.name/";
    /** MLflow allows 250, but keys are also part of tag names. */
    private static final int MAX_LENGTH = 200;

    /** All others are accepted by every version of MLflow; letters and digits of all scripts, as in Python. */
    private static final Pattern REFUSED = Pattern.compile("[^\\p{L}\\p{Nd}_/.\\- ]");

    /** A series by name and phase. */
    record Name(String name, @Nullable String phase) {
        /** The series of a key that has no tag. */
        static Name ofKey(String key) {
            int slash = key.indexOf('/');
            return slash < 0 ? new Name(key, null) : new Name(key.substring(slash + 1), key.substring(0, slash));
        }

        String key() {
            return phase == null ? name : phase + "/" + name;
        }

        static Name ofTag(String json) {
            Map<String, @Nullable Object> both = AttributesJson.read(json);
            return new Name(String.valueOf(both.get("name")), both.get("phase") instanceof String phase ? phase : null);
        }

        String tag() {
            Map<String, @Nullable Object> both = new LinkedHashMap<>();
            both.put("name", name);
            if (phase != null) {
                both.put("phase", phase);
            }
            return AttributesJson.write(both);
        }
    }

    private final Map<Name, String> keys = new HashMap<>();
    private final Map<String, Name> names = new HashMap<>();
    private final Map<String, String> newTags = new LinkedHashMap<>();

    /** The keys of a run that is already in MLflow, and the series that its tags name. */
    static MetricKeys of(MlflowRun run) {
        MetricKeys all = new MetricKeys();
        run.tagsUnder(TAG).forEach((key, tag) -> all.put(key, Name.ofTag(tag)));
        for (String key : run.metrics()) {
            if (!all.names.containsKey(key)) {
                all.put(key, Name.ofKey(key));
            }
        }
        return all;
    }

    private void put(String key, Name name) {
        keys.put(name, key);
        names.put(key, name);
    }

    /** The series of a key. */
    Name name(String key) {
        return names.getOrDefault(key, Name.ofKey(key));
    }

    String key(String name, @Nullable String phase) {
        Name series = new Name(name, phase);
        String known = keys.get(series);
        if (known != null) {
            return known;
        }
        String plain = series.key();
        String key = allowed(plain);
        Name other = names.get(key);
        if (!key.equals(plain) || (other != null && !other.equals(series))) {
            String hash = "-" + hash(series);
            key = key.substring(0, Math.min(key.length(), MAX_LENGTH - hash.length())) + hash;
        }
        put(key, series);
        if (!Name.ofKey(key).equals(series)) {
            newTags.put(TAG + key, series.tag());
        }
        return key;
    }

    /** Tags that must be sent before points with their keys. */
    Map<String, String> newTags() {
        return newTags;
    }

    void sent() {
        newTags.clear();
    }

    /** A path as MLflow requires it: without empty parts, "." and "..", and characters that it rejects. */
    static String allowed(String key) {
        StringBuilder path = new StringBuilder();
        for (String part : REFUSED.matcher(key).replaceAll("_").split("/", -1)) {
            if (!part.isEmpty()) {
                path.append(path.length() == 0 ? "" : "/").append(part.equals(".") || part.equals("..") ? "_" : part);
            }
        }
        String text = path.length() == 0 ? "_" : path.toString();
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        // not within a surrogate pair, and not after a slash
        int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return text.substring(0, end).replaceFirst("/+$", "");
    }

    private static String hash(Name series) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(series.tag().getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
