package io.github.djltracker.outbox.delivery;

import io.github.djltracker.domain.run.RunEnd;
import io.github.djltracker.outbox.folder.DeadLetters.Letter;
import io.github.djltracker.outbox.log.Line;
import io.github.djltracker.wire.log.RunLogJson;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is sent in place of entries that were set aside, so that later entries can be sent: an empty batch, or an end
 * without losses and error. The end of the run counts what was set aside among its losses. All of it is derived from
 * the dead letters, so it is the same however often it is sent. Confined to the courier.
 */
final class Substitutes {
    private final Map<Long, Letter> letters;

    Substitutes(Map<Long, Letter> letters) {
        this.letters = new TreeMap<>(letters);
    }

    void add(long sequence, Letter letter) {
        letters.put(sequence, letter);
    }

    boolean contains(long sequence) {
        return letters.containsKey(sequence);
    }

    int count() {
        return letters.size();
    }

    /** What is sent for a line, which usually is the line itself. */
    byte[] sent(long sequence, byte[] line, boolean isEnd) {
        boolean isDead = letters.containsKey(sequence);
        if (letters.isEmpty() || !(isDead || isEnd)) {
            return line;
        }
        if (!(Line.read(line) instanceof RunEnd end)) {
            return Line.empty(sequence);
        }
        if (isDead) {
            return RunLogJson.write(new RunEnd(sequence, end.status(), end.time(), Map.of(), null));
        }
        Map<String, Long> losses = new TreeMap<>(end.losses());
        for (Letter letter : letters.values()) {
            if (letter.points() > 0) {
                losses.merge(letter.loss(), letter.points(), Long::sum);
            }
        }
        return RunLogJson.write(new RunEnd(sequence, end.status(), end.time(), losses, end.error()));
    }
}
