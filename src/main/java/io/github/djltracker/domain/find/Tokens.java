package io.github.djltracker.domain.find;

import java.util.ArrayList;
import java.util.List;

/** The tokens of a filter. */
final class Tokens {
    /** The kind of a token. */
    enum Kind {
        /** A name, a number, a keyword. */
        WORD,
        /** Quoted text, without the quotes. */
        QUOTED,
        /** A comparison operator. */
        OPERATOR,
        /** A parenthesis or a comma. */
        MARK,
        END
    }

    /** A token with its position. */
    record Token(Kind kind, String text, int position) {
        boolean isWord(String word) {
            return kind == Kind.WORD && text.equalsIgnoreCase(word);
        }

        boolean isMark(String mark) {
            return kind == Kind.MARK && text.equals(mark);
        }
    }

    private static final String OPERATORS = "<>=!~";
    private static final String MARKS = "(),";
    private static final String QUOTES = "\"'`";

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Tokens(String text) {
        this.text = text;
    }

    static List<Token> of(String text) {
        return new Tokens(text).read();
    }

    private List<Token> read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (MARKS.indexOf(c) >= 0) {
                add(Kind.MARK, at, at + 1);
            } else if (OPERATORS.indexOf(c) >= 0) {
                operator(c);
            } else if (QUOTES.indexOf(c) >= 0) {
                quoted(c);
            } else {
                word();
            }
        }
        tokens.add(new Token(Kind.END, "", text.length()));
        return tokens;
    }

    private void add(Kind kind, int from, int to) {
        tokens.add(new Token(kind, text.substring(from, to), from));
        at = to;
    }

    private void operator(char c) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        boolean isTwo = (next == '=' && c != '=' && c != '~') || (c == '!' && next == '~');
        if (c == '!' && !isTwo) {
            throw new FilterException("\"!\" is not an operator: write not, != or !~", text, at);
        }
        add(Kind.OPERATOR, at, at + (isTwo ? 2 : 1));
    }

    /** Reads quoted text, in which a quote is written twice. */
    private void quoted(char quote) {
        StringBuilder content = new StringBuilder();
        int begin = at++;
        while (true) {
            int end = text.indexOf(quote, at);
            if (end < 0) {
                throw new FilterException("the quote is not closed", text, begin);
            }
            content.append(text, at, end);
            at = end + 1;
            if (at >= text.length() || text.charAt(at) != quote) {
                break;
            }
            content.append(quote);
            at++;
        }
        tokens.add(new Token(Kind.QUOTED, content.toString(), begin));
    }

    private void word() {
        int end = at;
        while (end < text.length()
                && !Character.isWhitespace(text.charAt(end))
                && MARKS.indexOf(text.charAt(end)) < 0
                && OPERATORS.indexOf(text.charAt(end)) < 0
                && QUOTES.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        add(Kind.WORD, at, end);
    }
}
