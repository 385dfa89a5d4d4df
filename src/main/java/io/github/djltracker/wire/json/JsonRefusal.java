package io.github.djltracker.wire.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Explains why a text cannot be read, for people who know JSON but not the parser's settings. */
final class JsonRefusal {
    private static final int MAX_WHY = 160;

    private static final Pattern NUMBER_OF_OTHERS = Pattern.compile("Non-standard token '([+-]?)(NaN|INF|Infinity)'");
    /** Messages are cut here: a list of tokens, a setting, or a position in a source that must not be shown follows. */
    private static final List<String> NOISE =
            List.of(": enable `", " (for ", " (not recognized", ": was expecting (", ": expected a valid value");

    private JsonRefusal() {}

    /** The exception for a value, or for the whole text if the path is empty. */
    static IllegalArgumentException of(String whole, FieldPath path, IOException e) {
        String where = path.or(whole);
        if (e instanceof JsonEOFException) {
            return endless(whole, path, e);
        }
        // without its location, which is only noise
        String message = String.valueOf(
                e instanceof JsonProcessingException known ? known.getOriginalMessage() : e.getMessage());
        if (e instanceof StreamConstraintsException) {
            // a path of such a depth says nothing
            String field = where.split("[.\\[]", 2)[0];
            return new IllegalArgumentException(field + ": " + limit(whole, message), e);
        }
        Matcher special = NUMBER_OF_OTHERS.matcher(message);
        if (special.lookingAt()) {
            return new IllegalArgumentException(value(whole, path, e) + ": " + special(special), e);
        }
        return new IllegalArgumentException(where + " is not valid JSON: " + plain(message), e);
    }

    /** The exception for a text that is cut off. */
    static IllegalArgumentException endless(String whole, FieldPath path, @Nullable Exception e) {
        return new IllegalArgumentException(path.or(whole) + ": the " + whole + " ends in the middle", e);
    }

    private static String limit(String whole, String message) {
        StreamReadConstraints limits = JsonTokens.FACTORY.streamReadConstraints();
        if (message.startsWith("Document nesting")) {
            return "the " + whole + " is nested more than " + limits.getMaxNestingDepth() + " levels deep";
        }
        if (message.startsWith("Number")) {
            return "a number has more than " + limits.getMaxNumberLength() + " characters";
        }
        if (message.startsWith("Name")) {
            return "a name has more than " + limits.getMaxNameLength() + " characters";
        }
        if (message.startsWith("String")) {
            return "a string has more than " + limits.getMaxStringLength() + " characters";
        }
        return "the " + whole + " is too large";
    }

    /** The path of a value. The parser reads it together with the field's name, before the path includes that name. */
    private static String value(String whole, FieldPath path, IOException e) {
        JsonStreamContext around =
                e instanceof JsonParseException known ? known.getProcessor().getParsingContext() : null;
        String name = around == null || !around.inObject() ? null : around.getCurrentName();
        if (name == null) {
            return path.or(whole);
        }
        return path.field(name).toString();
    }

    private static String special(Matcher number) {
        String sign = number.group(1);
        String name = number.group(2);
        String text = (sign.equals("-") ? "-" : "") + (name.equals("NaN") ? name : "Infinity");
        return sign + name + " is not a JSON number: write \"" + text + "\"";
    }

    private static String plain(String message) {
        String text = message;
        for (String noise : NOISE) {
            int from = text.indexOf(noise);
            text = from < 0 ? text : text.substring(0, from);
        }
        text = FieldPath.cut(text, MAX_WHY);
        return text.isEmpty() ? "it cannot be read" : Character.toLowerCase(text.charAt(0)) + text.substring(1);
    }
}
