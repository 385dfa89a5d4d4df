/**
 * Writes and reads TensorBoard event files. {@code TensorBoardSink}, the file to open first, turns entries of runs into
 * records of {@code Events}. {@code TensorBoardSource} reads files written by PyTorch, TensorFlow and others.
 * {@code tensorboard.md} describes how a run is mapped. Uses {@code destination} and {@code domain}.
 */
@NullMarked
package io.github.djltracker.tensorboard;

import org.jspecify.annotations.NullMarked;
