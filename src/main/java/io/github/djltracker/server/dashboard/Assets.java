package io.github.djltracker.server.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.djltracker.domain.error.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The files of the dashboard, from the jar. The page requests them below {@code assets/@VERSION/}, with the version of
 * {@link PageFiles}: a browser keeps them until the server has others. Thread-safe.
 */
final class Assets {
    /** The page. It requests its files relative to its own address, so it works behind any path prefix of a proxy. */
    private static final String PAGE = "index.html";
    /** The prefix for each folder between the address of a page and the root. */
    private static final String UP = "../";
    /** Maximum depth of a page. Nobody links to deeper ones, and they find no files. */
    private static final int DEEPEST = 20;

    /** The names of our files: lower case, at most one folder deep. So no name leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("(?:[a-z-]+/)?[a-z-]+\\.(js|css|svg|html)");

    private static final Pattern VERSIONED = Pattern.compile("@([\\w-]+)/(.*)");

    private static final Map<String, String> UPLOT = Map.of(
            "uplot/uPlot.esm.js", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.esm.js",
            "uplot/uPlot.min.css", "/META-INF/resources/webjars/uplot/1.6.30/dist/uPlot.min.css");
    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "html", "text/html; charset=utf-8");

    private static final Assets OF_THE_JAR = new Assets();

    private final ConcurrentHashMap<String, Asset> loaded = new ConcurrentHashMap<>();
    private @Nullable PageFiles files;

    private Assets() {}

    /** Shared by all servers of a process. */
    static Assets ofTheJar() {
        return OF_THE_JAR;
    }

    /** The page, which finds its files from an address with any number of folders. */
    Asset page(String path) {
        int folders = (int) path.chars().filter(each -> each == '/').count() - 1;
        String up = UP.repeat(Math.max(0, Math.min(DEEPEST, folders)));
        PageFiles needed = files();
        return loaded.computeIfAbsent(up + PAGE, name -> Asset.of(mediaType(PAGE), page(up, needed)));
    }

    private static byte[] page(String up, PageFiles needed) {
        String below = "\"" + up + "assets/@" + needed.version() + "/";
        String preloads = needed.modules().stream()
                .map(module -> "  <link rel=\"modulepreload\" href=" + below + module + "\">\n")
                .collect(Collectors.joining());
        return new String(bytes(PAGE), UTF_8)
                .replace("\"assets/", below)
                .replace("</head>", preloads + "</head>")
                .getBytes(UTF_8);
    }

    /**
     * The file of a name below {@code assets/}, with or without a version.
     *
     * @throws NotFoundException if there is none
     */
    Asset find(String path) {
        Matcher versioned = VERSIONED.matcher(path);
        if (!versioned.matches()) {
            return file(path);
        }
        Asset file = file(versioned.group(2));
        // a page of another version, while servers are replaced one by one, gets the files of this one
        return versioned.group(1).equals(files().version()) ? file.forever() : file;
    }

    private Asset file(String name) {
        return loaded.computeIfAbsent(name, any -> Asset.of(mediaType(name), bytes(name)));
    }

    private static String mediaType(String name) {
        return MEDIA_TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "");
    }

    private synchronized PageFiles files() {
        if (files == null) {
            files = PageFiles.of(bytes(PAGE), name -> file(name).bytes());
        }
        return files;
    }

    private static byte[] bytes(String name) {
        String resource = UPLOT.getOrDefault(name, NAME.matcher(name).matches() ? name : "");
        try (InputStream in = resource.isEmpty() ? null : Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new NotFoundException("the dashboard has no such file");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
