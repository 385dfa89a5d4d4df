/**
 * Event files of TensorBoard, written and read. Entries of runs come into {@code TensorBoardSink}, the file to open first, and
 * records of {@code Events} go out; {@code TensorBoardSource} reads what PyTorch, TensorFlow and others wrote. {@code
 * tensorboard.md} says what becomes of a run there. Uses {@code destination} and {@code domain}.
 */
@NullMarked
package io.github.djltracker.tensorboard;

import org.jspecify.annotations.NullMarked;
