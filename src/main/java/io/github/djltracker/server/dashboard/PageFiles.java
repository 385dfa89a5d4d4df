package io.github.djltracker.server.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that the page needs, in the order in which a browser finds them: those that it names itself, and the
 * modules that its script imports.
 *
 * @param version identifies the content of all of them: it changes if one of them changes
 * @param modules the modules, which a browser would otherwise find one import after the other
 */
record PageFiles(String version, List<String> modules) {
    private static final Pattern NAMED = Pattern.compile("\"assets/([^\"]+)\"");
    private static final Pattern IMPORT = Pattern.compile("(?:from|import)\\s*'(\\.{1,2}/[^']+)'");
    private static final String SCRIPT = "main.js";

    /**
     * @param page the page as it is in the jar
     * @param read the bytes of a file by its name
     */
    static PageFiles of(byte[] page, Function<String, byte[]> read) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("", page);
        Deque<String> waiting = new ArrayDeque<>();
        NAMED.matcher(new String(page, UTF_8)).results().forEach(named -> waiting.add(named.group(1)));
        Set<String> modules = new LinkedHashSet<>();
        while (!waiting.isEmpty()) {
            String name = waiting.remove();
            if (files.containsKey(name)) {
                continue;
            }
            byte[] bytes = read.apply(name);
            files.put(name, bytes);
            if (name.equals(SCRIPT) || modules.contains(name)) {
                Matcher imports = IMPORT.matcher(new String(bytes, UTF_8));
                for (MatchResult found : imports.results().toList()) {
                    String module = resolved(name, found.group(1));
                    modules.add(module);
                    waiting.add(module);
                }
            }
        }
        MessageDigest digest = Asset.sha256();
        files.forEach((name, bytes) -> {
            digest.update((name + " " + bytes.length + "\n").getBytes(UTF_8));
            digest.update(bytes);
        });
        return new PageFiles(Asset.text(digest.digest()), List.copyOf(modules));
    }

    private static String resolved(String importer, String path) {
        return URI.create("/" + importer).resolve(path).getPath().substring(1);
    }
}
