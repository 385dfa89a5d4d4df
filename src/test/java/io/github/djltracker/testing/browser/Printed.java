package io.github.djltracker.testing.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A page as it is printed: a summary of the PDF that Chromium creates.
 *
 * @param pages the number of pages
 * @param texts how often text is drawn
 * @param lines how often lines are drawn
 */
public record Printed(int pages, int texts, int lines) {
    private static final Pattern PAGE = Pattern.compile("/Type\\s*/Page\\b");
    private static final Pattern STREAM = Pattern.compile("/Length (\\d+)[^>]*>>\\s*stream\\r?\\n");
    private static final Pattern TEXT = Pattern.compile("\\bT[jJ]\\b");
    private static final Pattern LINE = Pattern.compile("\\bl\\n");

    /** Prints the page that a browser shows. */
    public static Printed of(Browser browser, Map<String, Object> settings) {
        Object data =
                browser.driver().executeCdpCommand("Page.printToPDF", settings).get("data");
        byte[] pdf = Base64.getDecoder().decode(String.valueOf(data));
        String raw = new String(pdf, ISO_8859_1);
        String drawn = drawn(pdf, raw);
        return new Printed(count(PAGE, raw), count(TEXT, drawn), count(LINE, drawn));
    }

    private static int count(Pattern pattern, String text) {
        return (int) pattern.matcher(text).results().count();
    }

    /** The content of the compressed streams that contain drawing commands. */
    private static String drawn(byte[] pdf, String raw) {
        StringBuilder all = new StringBuilder();
        Matcher stream = STREAM.matcher(raw);
        while (stream.find()) {
            Inflater inflater = new Inflater();
            try {
                inflater.setInput(pdf, stream.end(), Integer.parseInt(stream.group(1)));
                byte[] part = new byte[1 << 16];
                for (int count = inflater.inflate(part); count > 0; count = inflater.inflate(part)) {
                    all.append(new String(part, 0, count, ISO_8859_1));
                }
            } catch (DataFormatException e) {
                // a picture, or a font that is not compressed
            } finally {
                inflater.end();
            }
        }
        return all.toString();
    }
}
