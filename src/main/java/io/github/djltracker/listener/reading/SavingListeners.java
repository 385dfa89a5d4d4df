package io.github.djltracker.listener.reading;

import ai.djl.training.listener.SaveModelTrainingListener;
import ai.djl.training.listener.TrainingListener;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds out where DJL's saving listeners will save, and whether they will save at the end. */
public final class SavingListeners {
    private SavingListeners() {}

    /** The folders that they save to, as far as they can be read. */
    public static List<Path> folders(@Nullable List<TrainingListener> listeners) {
        List<Path> folders = new ArrayList<>();
        for (SaveModelTrainingListener saving : after(null, listeners)) {
            String folder = TrainerFields.outputDirectory(saving);
            try {
                if (folder != null) {
                    folders.add(Path.of(folder));
                }
            } catch (InvalidPathException e) {
                // nothing can be saved there
            }
        }
        return folders;
    }

    /**
     * Whether a saving listener called after {@code self} will save when the training ends; true if that cannot be
     * read.
     */
    public static boolean saveAtEnd(TrainingListener self, @Nullable List<TrainingListener> listeners) {
        return after(self, listeners).stream().anyMatch(SavingListeners::savesAtEnd);
    }

    private static boolean savesAtEnd(SaveModelTrainingListener saving) {
        int every = saving.getCheckpoint();
        Integer epochs = TrainerFields.epochs(saving);
        return every <= 0 || epochs == null || epochs % every != 0;
    }

    private static List<SaveModelTrainingListener> after(
            @Nullable TrainingListener self, @Nullable List<TrainingListener> listeners) {
        List<SaveModelTrainingListener> found = new ArrayList<>();
        for (int i = 0; listeners != null && i < listeners.size(); i++) {
            if (listeners.get(i) == self) {
                found.clear();
            } else if (listeners.get(i) instanceof SaveModelTrainingListener saving) {
                found.add(saving);
            }
        }
        return found;
    }
}
