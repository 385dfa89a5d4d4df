package io.github.djltracker.cli.terminal;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/** Asks before something that cannot be undone. */
public final class Confirmation {
    private Confirmation() {}

    /**
     * Asks, and waits for the answer.
     *
     * @param question such as "Delete run 1f3a9c"
     * @param unasked what cannot be done without a user who answers, such as "run 1f3a9c may be deleted"
     * @return whether the answer is yes
     */
    public static boolean ask(Console console, String question, String unasked) {
        if (!console.interactive()) {
            throw new Failure("there is no terminal to confirm that " + unasked + ": add --yes");
        }
        console.err().print(Plain.line(question) + "? [y/N] ");
        console.err().flush();
        try {
            String answer = console.in().readLine();
            return answer != null && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            return false;
        }
    }
}
